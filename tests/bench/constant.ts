import { createServer } from 'node:http';
import { announce, readSettings, WITH_HEADERS } from './targets/settings.ts';

// The floor: what Node needs for an answer that is always the same, with two headers or with all that the product has.

const { list, item, headers } = readSettings().constant;
const answers = { list: answerOf(list, {}), item: answerOf(item, {}), full: answerOf(item, headers) };
const server = createServer((request, response) => {
  const url = request.url ?? '';
  const { text, head } = url.endsWith(WITH_HEADERS) ? answers.full : url.includes('s/') ? answers.item : answers.list;
  response.writeHead(200, head).end(text);
});
server.listen(0, '127.0.0.1', () => announce(server));

function answerOf(text: string, more: Readonly<Record<string, string>>) {
  const own = { 'Content-Type': 'application/ld+json', ...more, 'Content-Length': String(Buffer.byteLength(text)) };
  return { text, head: Object.entries(own).flat() };
}
