import type { Filled } from '../data/fill.ts';
import type { Requests } from '../load/requests.ts';
import type { Case } from './case.ts';
import { gets } from './gets.ts';

/** Requests for what has not changed. The handwritten handler knows no conditions: it answers in full. */
export const CONDITIONAL: readonly Case[] = [
  conditional(
    'item, If-None-Match',
    { limit: 0.4, goal: 0.25 },
    ({ meetingIds }) => `/api/meetings/${meetingIds.first + 7}`,
  ),
  conditional('list, If-None-Match', undefined, () => '/api/meetings'),
];

function conditional(name: string, bar: Case['bar'], path: (organization: Filled) => string): Case {
  const requests: Case['requests'] = (target, world) => {
    const asked = path(world.small);
    const plain = gets(target, world, 'small', 1, () => asked);
    if (target !== 'product') return plain;
    const condition = { 'If-None-Match': world.tagOf(asked) };
    return { ...plain, status: 304, text: (number) => withHeaders(plain.text(number), condition) };
  };
  return { name, targets: ['handwritten', 'product'], requests, ...(bar !== undefined && { bar }) };
}

function withHeaders(text: ReturnType<Requests['text']>, headers: Readonly<Record<string, string>>) {
  return { ...text, headers: { ...text.headers, ...headers } };
}
