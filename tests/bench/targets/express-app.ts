import type { Express, Response } from 'express';
import express from 'express';

const MEDIA = ['application/json', 'application/ld+json', 'application/merge-patch+json'];

/** Express with what such a handler needs and nothing else: no tags, no advertising. */
export function expressApp(): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(express.json({ type: MEDIA }));
  return app;
}

/** Express's `json()` with a text that is ready. */
export function send(response: Response, status: number, text: string): void {
  response.status(status).set('Content-Type', 'application/ld+json; charset=utf-8').send(text);
}
