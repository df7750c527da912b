import { lenient } from './preferences.ts';
import type { Way } from './way.ts';
import { asking, having } from './way.ts';

/** Bytes that every limit of an address or of a header is below. */
const FAR_TOO_LONG = 64 * 1024;

/** What HTTP itself forbids: 400, 414, 431, and methods that the address does not have. */
export const transportWays: readonly Way[] = [
  (_visit, good) => [asking(good, '%zz')],
  (_visit, good) => [having(good, { host: 'elsewhere.invalid' })],
  (_visit, good) => [asking(good, 'x='.padEnd(FAR_TOO_LONG / 6, 'x'))],
  (_visit, good) => [having(good, { 'x-verify': 'x'.repeat(FAR_TOO_LONG) })],
  ({ operation, advertisement }, good) => {
    const offered = advertisement.operations.filter(({ path }) => path === operation.path).map(({ method }) => method);
    const { body: _body, ...bare } = good;
    return ['PUT', 'PATCH', 'DELETE', 'POST']
      .filter((method) => !offered.includes(method))
      .map((method) => ({ ...bare, method }));
  },
  (visit, good) => (visit.operation.method === 'GET' ? [{ ...lenient(visit, good), path: `${good.path}/` }] : []),
  ({ operation }, good) => (operation.method === 'GET' ? [{ ...good, method: 'HEAD' }] : []),
  (_visit, { path }) => [{ method: 'OPTIONS', path }],
];
