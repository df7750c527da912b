import { describe, expect, it } from '@jest/globals';
import { createLog } from '../src/log.ts';

function logged(fields: object): Record<string, unknown> {
  const lines: string[] = [];
  createLog({ level: 'info', destination: { write: (line) => lines.push(line) } }).error(fields, 'Failed');
  return JSON.parse(lines.join(''));
}

describe('the log', () => {
  it('keeps named facts and leaves everything else out', () => {
    const line = logged({
      requestId: 'r-1',
      method: 'GET',
      route: '/meetings/{id}',
      status: 200,
      duration: 1.5,
      headers: { authorization: 'canary' },
      authorization: 'canary',
      body: 'canary',
      user: { password: 'canary' },
    });

    expect(line).toEqual({
      level: 'error',
      time: expect.stringMatching(/^\d{4}-.*Z$/),
      msg: 'Failed',
      requestId: 'r-1',
      method: 'GET',
      route: '/meetings/{id}',
      status: 200,
      duration: 1.5,
    });
  });

  it('keeps of an error what carries no values', () => {
    const cause = Object.assign(new Error('Key (email)=(canary) exists\ncanary'), {
      code: '23505',
      constraint: 'uq_employee_email',
      table: 'employee',
      detail: 'canary',
      query: 'canary',
      parameters: ['canary'],
    });

    const { err } = logged({ err: new TypeError('canary', { cause }) });

    expect(JSON.stringify(err)).not.toContain('canary');
    expect(err).toEqual({
      type: 'TypeError',
      stack: expect.stringContaining('log.test.ts'),
      cause: {
        type: 'Error',
        code: '23505',
        constraint: 'uq_employee_email',
        table: 'employee',
        stack: expect.any(String),
      },
    });
  });
});
