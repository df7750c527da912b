import { describe, expect, it } from '@jest/globals';
import { Deadlines } from '../../../src/hydra/http/deadlines.ts';
import { FakeTime } from './fake-time.ts';

describe('Deadlines', () => {
  it('aborts with 503 when the time is over', () => {
    const time = new FakeTime();
    const { signal } = new Deadlines(10_000, time.after).open();

    time.pass(9_999);
    const before = signal.aborted;
    time.pass(1);

    expect(before).toBe(false);
    expect(signal.reason).toMatchObject({
      type: { slug: 'unavailable', status: 503 },
      occurrence: { headers: { 'Retry-After': '2' } },
    });
  });

  it('leaves no timer behind when the answer is complete', () => {
    const time = new FakeTime();
    const deadline = new Deadlines(10_000, time.after).open();

    deadline.close();
    time.pass(20_000);

    expect(deadline.signal.aborted).toBe(false);
    expect(time.waiting).toBe(0);
  });

  it('aborts when the client goes away', () => {
    const time = new FakeTime();
    const deadline = new Deadlines(10_000, time.after).open();

    deadline.abandon();

    expect(deadline.signal.aborted).toBe(true);
    expect(time.waiting).toBe(0);
  });

  it('can be cut while requests are in flight, and never lengthened', () => {
    const time = new FakeTime();
    const deadlines = new Deadlines(10_000, time.after);
    const early = deadlines.open();
    time.pass(7_000);
    const late = deadlines.open();

    deadlines.cut(6_000);
    time.pass(3_000);
    const then = [early.signal.aborted, late.signal.aborted];
    time.pass(3_000);

    expect(then).toEqual([true, false]);
    expect(late.signal.aborted).toBe(true);
  });
});
