import type { Advertisement } from './advertised.ts';
import type { Ask } from './exchange.ts';
import { isObject } from './json.ts';
import { readHydra } from './read-hydra.ts';
import { readOpenApi } from './read-openapi.ts';

/** Link relation of the documentation (Hydra core vocabulary). */
const DOCUMENTATION = /<([^>]+)>; rel="http:\/\/www\.w3\.org\/ns\/hydra\/core#apiDocumentation"/;

/**
 * Reads both documents that an instance describes itself with.
 * @throws Error when the entry point does not lead to them.
 */
export async function readAdvertisement(ask: Ask, entrypoint: string): Promise<Advertisement> {
  const start = await ask({ method: 'GET', path: entrypoint });
  const documentation = DOCUMENTATION.exec(start.headers.get('link') ?? '')?.[1];
  if (documentation === undefined)
    throw new Error(`${entrypoint} answers ${start.status} without a link to its documentation.`);
  const path = new URL(documentation).pathname;
  const hydra = await read(ask, path, 'application/ld+json');
  // The address that negotiates is the one without the suffix.
  const openapi = await read(ask, path.replace(/\.\w+$/, ''), 'application/vnd.openapi+json');
  if (!isObject(start.json)) throw new Error(`${entrypoint} is no JSON.`);
  return {
    openapi,
    entrypoint: start.json,
    operations: readOpenApi(openapi),
    ...readingOf(readHydra(hydra, start.json)),
  };
}

function readingOf({ operations, ...others }: ReturnType<typeof readHydra>) {
  return { hydra: operations, ...others };
}

async function read(ask: Ask, path: string, accept: string) {
  const { status, json } = await ask({ method: 'GET', path, headers: { accept } });
  if (status !== 200 || !isObject(json)) throw new Error(`${path} as ${accept} answers ${status}.`);
  return json;
}
