import { describe, expect, it } from '@jest/globals';
import { every } from '../../src/server/every.ts';
import { FakeTime } from '../hydra/http/fake-time.ts';

/** Lets everything run that waits for nothing. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('every', () => {
  it('does the work after each pause, one at a time', async () => {
    const time = new FakeTime();
    const log: string[] = [];
    let finish: () => void = () => undefined;
    const work = () => {
      log.push('begun');
      return new Promise<void>((resolve) => {
        finish = resolve;
      });
    };
    every(100, work, { after: time.after, report: () => undefined });

    time.pass(99);
    expect(log).toEqual([]);
    time.pass(1);
    time.pass(500);
    expect(log).toEqual(['begun']);
    finish();
    await settled();
    time.pass(100);
    expect(log).toEqual(['begun', 'begun']);
  });

  it('reports what fails and goes on', async () => {
    const time = new FakeTime();
    const reported: unknown[] = [];
    const work = () => Promise.reject(new Error('no'));
    every(100, work, { after: time.after, report: (error) => reported.push(error) });

    for (const _turn of [1, 2]) {
      time.pass(100);
      await settled();
    }

    expect(reported).toEqual([new Error('no'), new Error('no')]);
  });

  it('stops after what has begun', async () => {
    const time = new FakeTime();
    const log: string[] = [];
    let finish: () => void = () => undefined;
    const work = async () => {
      log.push('begun');
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      log.push('done');
    };
    const repeated = every(100, work, { after: time.after, report: () => undefined });
    time.pass(100);

    const stopped = repeated.stop().then(() => log.push('stopped'));
    await settled();
    finish();
    await stopped;
    time.pass(1000);

    expect(log).toEqual(['begun', 'done', 'stopped']);
  });
});
