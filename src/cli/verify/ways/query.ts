import type { AdvertisedParameter } from '../advertised.ts';
import { sampleValue } from '../sample-value.ts';
import type { Visit } from '../visit.ts';
import type { Way } from './way.ts';
import { asking } from './way.ts';

/** Every parameter that is named, with a value that it takes and with one that it does not; and one that nobody named. */
export const queryWays: readonly Way[] = [
  (_visit, good) => [asking(good, 'verify-unknown=1')],
  async (visit, good) => {
    const queries = await Promise.all(parametersOf(visit).map((each) => goodQuery(visit, each)));
    return queries.map((query) => asking(good, query));
  },
  (visit, good) => parametersOf(visit).map(({ name }) => asking(good, `${pair(name, 'x')}&${pair(name, 'y')}`)),
];

function parametersOf({ operation }: Visit): readonly AdvertisedParameter[] {
  return operation.parameters.filter((each) => each.in === 'query');
}

async function goodQuery({ samples }: Visit, { name, schema }: AdvertisedParameter): Promise<string> {
  const value = await sampleValue(samples, schema, name.replace(/\[.*$/, ''));
  return (Array.isArray(value) ? value : [value]).map((each) => pair(name, String(each))).join('&');
}

function pair(name: string, value: string): string {
  return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
}
