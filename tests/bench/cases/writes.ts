import type { Filled } from '../data/fill.ts';
import type { RequestText } from '../load/requests.ts';
import type { TargetName } from '../processes/start-targets.ts';
import type { Case, CaseWorld } from './case.ts';

const ALL: readonly TargetName[] = ['handwritten', 'naive', 'product'];

/** Which of the organizations the request of a number goes to. */
type Choose = (world: CaseWorld, number: number) => Filled;

/** All at once: the row that keeps the organization's total is written by every request. */
const one: Choose = ({ written }) => at(written, 0);
const many: Choose = ({ written }, number) => at(written, number);

/** Creating and changing meetings, in organizations that nothing else is measured on. */
export const WRITES: readonly Case[] = [
  { ...write('create, among 20 organizations', 201, creation, many), bar: { limit: 1.3, goal: 1 } },
  write('create, all in one organization', 201, creation, one),
  write('patch of one field, among 20 organizations', 200, change, many),
  write('patch of one field, all in one organization', 200, change, one),
];

type Text = (number: number, organization: Filled, world: CaseWorld, target: TargetName) => RequestText;

function write(name: string, status: number, text: Text, choose: Choose): Case {
  return {
    name,
    targets: ALL,
    writes: true,
    requests: (target, world) => {
      return { status, cycle: null, text: (number) => text(number, choose(world, number), world, target) };
    },
  };
}

function creation(number: number, { id, employeeIds }: Filled, world: CaseWorld, target: TargetName): RequestText {
  const headers = { ...world.headers(target, id), 'Content-Type': 'application/ld+json' };
  const body = {
    employee: `/api/employees/${employeeIds.first + (number % employeeIds.count)}`,
    dateFrom: '2026-12-01T08:00:00+00:00',
    dateTo: '2026-12-05T16:00:00+00:00',
    notes: 'Bring the plan.',
    time: null,
  };
  return { method: 'POST', path: '/api/meetings', headers, body: JSON.stringify(body) };
}

/** Never the notes that are there: what changes nothing may be answered without a write. */
function change(number: number, { id, meetingIds }: Filled, world: CaseWorld, target: TargetName): RequestText {
  const headers = { ...world.headers(target, id), 'Content-Type': 'application/merge-patch+json' };
  const body = JSON.stringify({ notes: `Changed for the ${String(world.count()).padStart(9, '0')}th time.` });
  return { method: 'PATCH', path: `/api/meetings/${meetingIds.first + (number % meetingIds.count)}`, headers, body };
}

function at(organizations: readonly Filled[], number: number): Filled {
  // The remainder is an index of the list.
  return organizations[number % organizations.length] as Filled;
}
