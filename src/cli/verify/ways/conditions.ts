import type { Way } from './way.ts';
import { having, without } from './way.ts';

/** Preconditions: 304, 400, 412, 428. */
export const conditionWays: readonly Way[] = [
  (visit, good) =>
    takes(visit, 'If-None-Match') ? [having(good, { 'if-none-match': '*', prefer: 'handling=lenient' })] : [],
  (visit, good) =>
    takes(visit, 'If-Match')
      ? ['"0-verify"', 'no tag']
          .map((tag) => having(good, { 'if-match': tag }))
          .concat(having(good, { 'if-match': '*' }))
      : [],
  (visit, good) => (visit.operation.statuses.has(428) ? [without(good, 'if-match')] : []),
  (visit, good) => (takes(visit, 'If-Modified-Since') ? [having(good, { 'if-modified-since': future })] : []),
  (visit, good) => (takes(visit, 'Accept-Language') ? [having(good, { 'accept-language': 'de, *;q=0.5' })] : []),
];

const future = 'Fri, 31 Dec 2100 23:59:59 GMT';

/** Whether the documentation names a header of requests. */
export function takes({ operation }: Parameters<Way>[0], header: string): boolean {
  return operation.parameters.some(({ name, in: place }) => place === 'header' && name === header);
}
