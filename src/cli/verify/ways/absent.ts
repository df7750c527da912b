import { isObject } from '../json.ts';
import { partsOf, propertiesOf } from '../resolve.ts';
import { isReference } from '../sample-value.ts';
import type { Way } from './way.ts';

/** An id that nobody has, for numbers and for texts. */
const ABSENT = ['999999999', 'zzzzzzzz'];

/** Records that are not there, in the path and in the body: 404, 422. */
export const absentWays: readonly Way[] = [
  ({ operation }, good) =>
    /\{[^}]+\}/.test(operation.path)
      ? ABSENT.map((id) => ({ ...good, path: operation.path.replace(/\{[^}]+\}/, id) }))
      : [],
  async (visit, good) => {
    const { body } = good;
    if (!isObject(body)) return [];
    const { openapi } = visit.advertisement;
    const names = [...propertiesOf(openapi, visit.operation.body)]
      .filter(([, schema]) => partsOf(openapi, schema).some(isReference))
      .map(([name]) => name);
    return Promise.all(
      names.map(async (name) => ({ ...good, body: { ...body, [name]: absentLike(await reference(visit, name)) } })),
    );
  },
];

function reference({ samples }: Parameters<Way>[0], name: string): Promise<string | null> {
  return samples.referenceFor(name);
}

/** The address of a member that is not there. */
function absentLike(address: string | null): string {
  return address === null
    ? '/nowhere'
    : address.replace(/[^/]+$/, (id) => (/^\d+$/.test(id) ? '999999999' : id.replace(/./g, 'z')));
}
