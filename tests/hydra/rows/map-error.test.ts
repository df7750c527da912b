import { describe, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import { classify } from '../../../src/hydra/rows/map-error.ts';
import { Unavailable } from '../../../src/hydra/rows/unavailable.ts';

describe('sorting of database errors', () => {
  it.each(['23505', '23P01', '23514', '23503', '23001'])('takes %s as a constraint by its name', (code) => {
    const error = databaseError(code, 'refused', { constraint: 'uq_meeting_2', table: 'meeting' });

    expect(classify(error)).toEqual({ kind: 'constraint', constraint: 'uq_meeting_2', table: 'meeting' });
  });

  it('finds the name in the message where there is no field, without the number of a part', () => {
    const error = databaseError('23503', 'insert violates foreign key constraint "fk_meeting_employee_102008"');

    expect(classify(error)).toEqual({ kind: 'constraint', constraint: 'fk_meeting_employee' });
  });

  it.each(['40001', '40P01', '55P03', '57014', '25P03'])('takes %s as busy', (code) => {
    expect(classify(databaseError(code))).toEqual({ kind: 'unavailable', retryAfter: 1 });
  });

  it.each(['08006', '57P01', '57P02', '57P03', '53300'])('takes %s as away', (code) => {
    expect(classify(databaseError(code))).toEqual({ kind: 'unavailable', retryAfter: 2 });
  });

  it.each([
    Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' }),
    Object.assign(new Error('connect ENOENT /run/db'), { code: 'ENOENT', syscall: 'connect' }),
    new Error('Connection terminated unexpectedly'),
    new Error('Query read timeout'),
    new Error('timeout exceeded when trying to connect'),
    new Error('Client has encountered a connection error and is not queryable'),
  ])('takes the driver error %j as away', (error) => {
    expect(classify(error)).toEqual({ kind: 'unavailable', retryAfter: 2 });
  });

  it('passes on what is known of the outcome', () => {
    const error = new Unavailable('lost', 2, { outcomeUnknown: true });

    expect(classify(error)).toEqual({ kind: 'unavailable', retryAfter: 2, outcomeUnknown: true });
  });

  it('takes a missing right as denied', () => {
    expect(classify(databaseError('42501'))).toEqual({ kind: 'denied' });
  });

  it.each(['22P02', '22001', '22021'])('takes %s as a bad value', (code) => {
    expect(classify(databaseError(code))).toEqual({ kind: 'value' });
  });

  it.each([
    databaseError('42P01'),
    databaseError('42601'),
    databaseError('08P01'),
    databaseError('23502'),
    new TypeError('x is not a function'),
    Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' }),
    'text',
    null,
  ])('takes %j as a bug', (error) => {
    expect(classify(error)).toEqual({ kind: 'bug' });
  });
});

function databaseError(code: string, message = 'refused', more: Partial<DatabaseError> = {}): DatabaseError {
  return Object.assign(new DatabaseError(message, message.length, 'error'), { code, severity: 'ERROR', ...more });
}
