import type { Filled, IdRange } from '../data/fill.ts';
import type { TargetName } from '../processes/start-targets.ts';
import { PAGE } from '../targets/settings.ts';
import type { Case } from './case.ts';
import type { Where } from './gets.ts';
import { gets } from './gets.ts';

const LIST_BAR = { limit: 0.4, goal: 0.25 };
/** Its texts are longer and put together of more pieces. */
const TURTLE_BAR = { limit: 0.6, goal: 0.4 };
const FILTER_BAR = { limit: 0.5, goal: 0.35 };
const ITEM_BAR = { limit: 0.45, goal: 0.3 };
const ALL: readonly TargetName[] = ['handwritten', 'naive', 'product'];
/** The cheapest that can be, and the product's engine without authentication, beside them. */
const WHOLE: readonly TargetName[] = [...ALL, 'unauthenticated', 'constant'];
/** How many different requests a case with varied ids sends. */
const VARIETY = 997;

/** Reads of meetings, in the small and in the large organization. */
export const READS: readonly Case[] = [
  { ...list('small'), targets: WHOLE, faster: 2.5 },
  { ...item('small', 'one hot row', () => 7), targets: WHOLE, faster: 2.5 },
  item('small', 'varied ids', spread),
  turtle('small'),
  filtered('small'),
  lastTenth('small'),
  list('large'),
  item('large', 'varied ids', spread),
  filtered('large'),
  // The naive handler needs a tenth of a second for each of these.
  { ...lastTenth('large'), targets: ['handwritten', 'product'] },
];

function list(where: Where): Case {
  const requests: Case['requests'] = (target, world) => gets(target, world, where, 1, () => '/api/meetings');
  return { name: `list of 30 with total ${among(where)}`, targets: ALL, requests, bar: LIST_BAR };
}

/** The product's list in Turtle beside the handwritten one in JSON-LD. */
function turtle(where: Where): Case {
  const requests: Case['requests'] = (target, world) => {
    const path = target === 'product' ? '/api/meetings.ttl' : '/api/meetings';
    return gets(target, world, where, 1, () => path);
  };
  const name = `list of 30 in Turtle ${among(where)}`;
  return { name, targets: ['handwritten', 'product'], requests, bar: TURTLE_BAR, otherSyntax: true };
}

function item(where: Where, ids: string, index: (number: number, range: IdRange) => number): Case {
  const requests: Case['requests'] = (target, world) => {
    const { meetingIds } = world[where];
    return gets(
      target,
      world,
      where,
      VARIETY,
      (number) => `/api/meetings/${meetingIds.first + index(number, meetingIds)}`,
    );
  };
  return { name: `item, ${ids} ${among(where)}`, targets: ALL, requests, bar: ITEM_BAR };
}

function filtered(where: Where): Case {
  const requests: Case['requests'] = (target, world) => {
    const { employeeIds } = world[where];
    return gets(target, world, where, employeeIds.count, (number) => {
      return `/api/meetings?employee=/api/employees/${employeeIds.first + number}`;
    });
  };
  return { name: `list filtered by employee ${among(where)}`, targets: ALL, requests, bar: FILTER_BAR };
}

function lastTenth(where: Where): Case {
  const requests: Case['requests'] = (target, world) => {
    const pages = pagesOf(world[where]);
    const tenth = Math.ceil(pages / 10);
    return gets(target, world, where, tenth, (number) => `/api/meetings?page=${pages - number}`);
  };
  return { name: `list, pages in the last tenth ${among(where)}`, targets: ALL, requests };
}

/** Neighbours in time lie far apart in the table. */
function spread(number: number, { count }: IdRange): number {
  return (number * 7_919) % count;
}

/** How many pages an organization's meetings have. */
export function pagesOf({ meetings }: Pick<Filled, 'meetings'>): number {
  return Math.ceil(meetings / PAGE);
}

function among(where: Where): string {
  return where === 'small' ? 'of 1,111' : 'of 90,000';
}
