import type { RequestListener } from 'node:http';
import type { ErrorRequestHandler } from 'express';
import express from 'express';

/**
 * The second door: an Express application whose one handler answers as the first door does. `failed` answers what
 * Express itself cannot make sense of, in place of the page that Express would write.
 */
export function expressDoor(
  answer: RequestListener,
  failed: (thrown: unknown, ...exchange: Parameters<RequestListener>) => void,
): express.Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', false);
  app.use((request, response) => answer(request, response));
  // Express tells error handlers by their four parameters.
  const handler: ErrorRequestHandler = (thrown, request, response, _next) => failed(thrown, request, response);
  app.use(handler);
  return app;
}
