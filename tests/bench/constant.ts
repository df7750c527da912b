import { createServer } from 'node:http';
import { announce, readSettings } from './targets/settings.ts';

// The floor: what Node needs for an answer that is always the same.

const { constant } = readSettings();
const answers = [constant.list, constant.item].map((text) => ({ text, length: Buffer.byteLength(text) }));
const server = createServer((request, response) => {
  const answer = answers[request.url?.includes('s/') ? 1 : 0];
  response.writeHead(200, { 'Content-Type': 'application/ld+json', 'Content-Length': answer?.length });
  response.end(answer?.text);
});
server.listen(0, '127.0.0.1', () => announce(server));
