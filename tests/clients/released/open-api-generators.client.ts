import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { givenFolder } from '../../support/folder.ts';
import { complaintsOf } from './support/compile.ts';
import { runProgram } from './support/program.ts';
import { runningServer } from './support/running-server.ts';

const { origin } = runningServer();
const DOCUMENT = `${origin}/api/openapi.json`;
const folder = givenFolder();
afterAll(() => folder.remove());

const USE_OF_TYPES = `
import type { paths } from './types';
type Meeting = paths['/meetings/{id}']['get']['responses'][200]['content']['application/json'];
type Problem = paths['/meetings']['post']['responses'][422]['content']['application/problem+json'];
type NewMeeting = paths['/meetings']['post']['requestBody']['content']['application/json'];
export const notes = (meeting: Meeting): string | null | undefined => meeting.notes;
export const wrong = (problem: Problem): string | undefined =>
  'violations' in problem ? problem.violations[0]?.propertyPath : undefined;
export const made: NewMeeting = { employee: '/api/employees/1', dateFrom: '2026-12-01T08:00', dateTo: '2026-12-01T09:00' };
// @ts-expect-error no such field
export const author = (meeting: Meeting) => meeting.author;
// @ts-expect-error a field that is required
export const half: NewMeeting = { employee: null };
`;

const USE_OF_FUNCTIONS = `
import { createMeeting, getMeeting, listMeetings } from './api';
export const list = () => listMeetings({ itemsPerPage: 2 });
export async function notes(id: number): Promise<string | null | undefined> {
  const answer = await getMeeting(id);
  return answer.status === 200 && typeof answer.data === 'object' ? answer.data.notes : null;
}
export const make = () => createMeeting({ employee: null, dateFrom: '2026-12-01T08:00', dateTo: '2026-12-01T09:00' });
// @ts-expect-error a field that is required
export const half = () => createMeeting({ employee: null });
`;

describe('openapi-typescript', () => {
  it('writes types that compile strictly and say what is sent', async () => {
    const { code, output } = await runProgram('openapi-typescript', [DOCUMENT, '-o', 'types.ts'], folder.path);
    writeFileSync(join(folder.path, 'use-of-types.ts'), USE_OF_TYPES);

    expect([code, /warn|error/i.test(output) ? output : '']).toEqual([0, '']);
    expect(await complaintsOf(['types.ts', 'use-of-types.ts'], folder.path)).toBe('');
  });
});

describe('orval', () => {
  it('writes functions that compile strictly and take what is asked for', async () => {
    const args = ['--input', DOCUMENT, '--output', 'api.ts', '--client', 'fetch'];
    const { code, output } = await runProgram('orval', args, folder.path);
    writeFileSync(join(folder.path, 'use-of-functions.ts'), USE_OF_FUNCTIONS);

    expect([code, /warn|error/i.test(output) ? output : '']).toEqual([0, '']);
    expect(await complaintsOf(['api.ts', 'use-of-functions.ts'], folder.path)).toBe('');
  });
});
