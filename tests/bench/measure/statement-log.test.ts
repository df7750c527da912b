import { describe, expect, it } from '@jest/globals';
import { statementsIn } from './statement-log.ts';

describe('the log of statements', () => {
  it('counts what was executed and leaves out the benchmark itself', () => {
    const log = [
      'requests|LOG:  execute s123: SELECT "id" FROM "meeting" AS m: x',
      'requests|LOG:  statement: BEGIN',
      'bench|LOG:  statement: SELECT pg_reload_conf()',
      'launcher|LOG:  statement: SELECT 1',
      '|LOG:  received SIGHUP, reloading configuration files',
      '[unknown]|LOG:  execute <unnamed>: COMMIT',
    ].join('\n');

    const texts = statementsIn(log);

    expect(texts).toEqual(['SELECT "id" FROM "meeting" AS m: x', 'BEGIN', 'COMMIT']);
  });
});
