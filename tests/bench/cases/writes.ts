import type { RequestText } from '../load/requests.ts';
import type { TargetName } from '../processes/start-targets.ts';
import type { Case, CaseWorld } from './case.ts';

const ALL: readonly TargetName[] = ['handwritten', 'naive', 'product'];

/** Creating and changing meetings, in an organization of their own. */
export const WRITES: readonly Case[] = [
  {
    name: 'create',
    targets: ALL,
    bar: { limit: 1.3, goal: 1 },
    writes: true,
    requests: (target, world) => {
      const headers = headersOf(target, world, 'application/ld+json');
      return {
        status: 201,
        cycle: world.written.employeeIds.count,
        text: (number) => creation(number, world, headers),
      };
    },
  },
  {
    name: 'patch of one field',
    targets: ALL,
    writes: true,
    requests: (target, world) => {
      const headers = headersOf(target, world, 'application/merge-patch+json');
      return { status: 200, cycle: null, text: (number) => change(number, world, headers) };
    },
  },
];

function headersOf(target: TargetName, world: CaseWorld, type: string): RequestText['headers'] {
  return { ...world.headers(target, world.written.id), 'Content-Type': type };
}

function creation(number: number, { written }: CaseWorld, headers: RequestText['headers']): RequestText {
  const body = {
    employee: `/api/employees/${written.employeeIds.first + number}`,
    dateFrom: '2026-12-01T08:00:00+00:00',
    dateTo: '2026-12-05T16:00:00+00:00',
    notes: 'Bring the plan.',
    time: null,
  };
  return { method: 'POST', path: '/api/meetings', headers, body: JSON.stringify(body) };
}

/** Never the notes that are there: what changes nothing may be answered without a write. */
function change(number: number, { written, count }: CaseWorld, headers: RequestText['headers']): RequestText {
  const { first, count: rows } = written.meetingIds;
  const body = JSON.stringify({ notes: `Changed for the ${String(count()).padStart(9, '0')}th time.` });
  return { method: 'PATCH', path: `/api/meetings/${first + (number % rows)}`, headers, body };
}
