import type { Request } from '../exchange.ts';
import { textOf } from '../json.ts';
import { partsOf } from '../resolve.ts';
import type { Visit } from '../visit.ts';
import type { Way } from './way.ts';
import { having } from './way.ts';

/** Each preference that is named, and one that nobody named under strict handling (RFC 7240). */
export const preferenceWays: readonly Way[] = [
  (visit, good) => preferencesOf(visit).map((prefer) => having(good, { prefer })),
  (visit, good) =>
    preferencesOf(visit).includes('handling=strict')
      ? [having(good, { prefer: 'handling=strict, verify-unknown' })]
      : [],
  (visit, good) =>
    preferencesOf(visit).includes('handling=strict') && visit.operation.body !== null
      ? [{ ...having(good, { prefer: 'handling=strict' }), body: { ...(good.body as object), 'verify-unknown': 1 } }]
      : [],
];

/** The same request with a preference that changes nothing of it, where it is named. */
export function lenient(visit: Visit, good: Request): Request {
  return preferencesOf(visit).includes('handling=lenient') ? having(good, { prefer: 'handling=lenient' }) : good;
}

/** The preferences that the description of `Prefer` shows as code. */
export function preferencesOf({
  operation,
  advertisement,
}: Pick<Visit, 'operation' | 'advertisement'>): readonly string[] {
  const prefer = operation.parameters.find(({ name }) => name === 'Prefer');
  const described = [
    textOf(prefer?.description),
    ...partsOf(advertisement.openapi, prefer?.schema).map(({ description }) => textOf(description)),
  ];
  return described.flatMap((text) => [...text.matchAll(/`([a-z]+=[^`]+)`/g)].map(([, preference]) => preference ?? ''));
}
