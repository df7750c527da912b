import { describe, expect, it } from '@jest/globals';
import { Deadlines } from '../../../src/hydra/http/deadlines.ts';
import { FakeTime } from './fake-time.ts';

describe('Deadlines', () => {
  it('aborts with 503 when the time is over', () => {
    const time = new FakeTime();
    const { signal } = new Deadlines(10_000, time).open();

    time.pass(9_999);
    const before = signal.aborted;
    time.pass(1);

    expect(before).toBe(false);
    expect(signal.reason).toMatchObject({
      type: { slug: 'unavailable', status: 503 },
      occurrence: { headers: { 'Retry-After': '2' } },
    });
  });

  it('does nothing any more when the answer is complete', () => {
    const time = new FakeTime();
    const deadline = new Deadlines(10_000, time).open();

    deadline.close();
    time.pass(20_000);

    expect(deadline.signal.aborted).toBe(false);
    expect(time.waiting).toBe(0);
  });

  it('needs one timer for all requests', () => {
    const time = new FakeTime();
    const deadlines = new Deadlines(10_000, time);
    const first = deadlines.open();
    time.pass(4_000);
    const second = deadlines.open();

    const waiting = time.waiting;
    first.close();
    time.pass(9_999);
    const before = second.signal.aborted;
    time.pass(1);

    expect([waiting, before, second.signal.aborted, time.waiting]).toEqual([1, false, true, 0]);
  });

  it('aborts when the client goes away', () => {
    const time = new FakeTime();
    const deadline = new Deadlines(10_000, time).open();

    deadline.abandon();

    expect(deadline.signal.aborted).toBe(true);
  });

  it('can be cut while requests are in flight, and never lengthened', () => {
    const time = new FakeTime();
    const deadlines = new Deadlines(10_000, time);
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

  it('gives reads of the same tenth of a second one signal', () => {
    const time = new FakeTime();
    const deadlines = new Deadlines(10_000, time);
    const first = deadlines.shared();
    time.pass(99);
    const same = deadlines.shared();
    time.pass(1);
    const next = deadlines.shared();

    time.pass(9_900);

    expect(same).toBe(first);
    expect([first.aborted, next.aborted]).toEqual([true, false]);
  });

  it('cuts reads too', () => {
    const time = new FakeTime();
    const deadlines = new Deadlines(10_000, time);
    const signal = deadlines.shared();

    deadlines.cut(6_000);
    time.pass(6_000);

    expect(signal.reason).toMatchObject({ type: { status: 503 } });
  });
});
