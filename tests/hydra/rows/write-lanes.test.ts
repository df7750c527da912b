import { describe, expect, it } from '@jest/globals';
import { WriteLanes } from '../../../src/hydra/rows/write-lanes.ts';
import { errorOf } from './sessions.ts';

/** Jobs that tell when they start and end when they are told to. */
function givenJobs() {
  const started: string[] = [];
  const ends = new Map<string, () => void>();
  const job = (name: string) => () => {
    started.push(name);
    return new Promise<string>((resolve) => ends.set(name, () => resolve(name)));
  };
  return { started, job, end: (name: string) => ends.get(name)?.() };
}

describe('write lanes', () => {
  it('run the writes of one tenant one after another, in the order they came', async () => {
    const { started, job, end } = givenJobs();
    const lanes = new WriteLanes(1_000);

    const all = ['first', 'second', 'third'].map((name) => lanes.run('a', job(name)));
    const before = [...started];
    end('first');
    await all[0];
    end('second');
    await all[1];
    end('third');

    expect(before).toEqual(['first']);
    expect(await Promise.all(all)).toEqual(['first', 'second', 'third']);
    expect(started).toEqual(['first', 'second', 'third']);
  });

  it('run writes of several tenants at once', async () => {
    const { started, job, end } = givenJobs();
    const lanes = new WriteLanes(1_000);

    const all = ['a', 'b'].map((tenant) => lanes.run(tenant, job(tenant)));
    const atOnce = [...started];
    for (const tenant of ['b', 'a']) end(tenant);

    expect(atOnce).toEqual(['a', 'b']);
    expect(await Promise.all(all)).toEqual(['a', 'b']);
  });

  it('go on after a write that failed', async () => {
    const lanes = new WriteLanes(1_000);
    const failing = lanes.run('a', () => Promise.reject(new Error('refused')));
    const next = lanes.run('a', async () => 'done');

    expect(await errorOf(failing)).toMatchObject({ message: 'refused' });
    expect(await next).toBe('done');
  });

  it('never start a write whose turn does not come in time', async () => {
    const { started, job, end } = givenJobs();
    const lanes = new WriteLanes(20);
    const first = lanes.run('a', job('first'));

    const error = await errorOf(lanes.run('a', job('late')));
    end('first');
    await first;

    expect(error).toMatchObject({ name: 'Unavailable', outcomeUnknown: false, retryAfter: 2 });
    expect(started).toEqual(['first']);
    expect(lanes.size).toBe(0);
  });

  it('keep nothing of tenants that have no write left', async () => {
    const lanes = new WriteLanes(1_000);
    const run = (index: number) => lanes.run(`tenant ${index % 100}`, async () => index);

    const running = Array.from({ length: 300 }, (_each, index) => run(index));
    const busy = lanes.size;
    await Promise.all(running);

    expect([busy, lanes.size]).toEqual([100, 0]);
  });
});
