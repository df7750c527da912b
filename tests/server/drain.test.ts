import { describe, expect, it } from '@jest/globals';
import type { DrainSettings } from '../../src/server/drain.ts';
import { DRAIN_TIMES, Drain } from '../../src/server/drain.ts';
import { FakeTime } from '../hydra/http/fake-time.ts';

/** A stop with everything it touches written down. */
function draining(differently: Partial<DrainSettings> = {}) {
  const time = new FakeTime();
  const log: string[] = [];
  const closing: (() => void)[] = [];
  const note = (text: string) => async () => void log.push(text);
  const server = {
    close: (done?: () => void) => {
      log.push('close');
      closing.push(() => done?.());
      // The type is that of a real server, which gives itself back; nothing here asks for it.
      return server as never;
    },
    closeIdleConnections: () => void log.push('close idle'),
    closeAllConnections: () => void log.push('close all'),
  };
  const drain = new Drain({
    server,
    times: DRAIN_TIMES,
    after: time.after,
    cutDeadlines: (milliseconds) => void log.push(`cut deadlines ${milliseconds}`),
    stopWork: note('stop work'),
    release: note('release'),
    report: (error) => void log.push(`report ${String(error)}`),
    exit: (code) => void log.push(`exit ${code}`),
    ...differently,
  });
  const pass = async (milliseconds: number): Promise<void> => {
    time.pass(milliseconds);
    await settled();
  };
  return { drain, log, pass, closed: () => closing.forEach((done) => void done()) };
}

/** Lets everything run that waits for nothing. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
}

describe('a stop', () => {
  it('gives notice before it closes, then waits for the last answer, then lets go', async () => {
    const { drain, log, pass, closed } = draining();

    drain.stop();
    const noticed = [drain.isDraining, ...log];
    await pass(299);
    const before = [...log];
    await pass(1);
    const after = log.slice(before.length);
    closed();
    await settled();

    expect(noticed).toEqual([true, 'cut deadlines 6000', 'stop work']);
    expect(before).toEqual(['cut deadlines 6000', 'stop work']);
    expect(after).toEqual(['close', 'close idle']);
    expect(log.slice(4)).toEqual(['release', 'exit 0']);
  });

  it('looks again for connections that have become idle', async () => {
    const { drain, log, pass } = draining();

    drain.stop();
    await pass(300);
    await pass(100);
    await pass(100);

    expect(log.filter((line) => line === 'close idle')).toHaveLength(3);
  });

  it('cuts everything at the hard stop', async () => {
    const { drain, log, pass } = draining();

    drain.stop();
    await pass(300);
    await pass(7_699);
    const before = log.includes('close all');
    await pass(1);

    expect(before).toBe(false);
    expect(log.slice(-2)).toEqual(['close all', 'exit 1']);
  });

  it('waits for the current job', async () => {
    let finish: () => void = () => {};
    const job = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const { drain, log, pass, closed } = draining({ stopWork: () => job });

    drain.stop();
    await pass(300);
    closed();
    await settled();
    const before = log.includes('release');
    finish();
    await settled();

    expect(before).toBe(false);
    expect(log.slice(-2)).toEqual(['release', 'exit 0']);
  });

  it('is cut by a second signal', async () => {
    const { drain, log, pass } = draining();

    drain.stop();
    await pass(250);
    drain.stop();

    expect(log.slice(-2)).toEqual(['close all', 'exit 1']);
  });

  it('takes the echo of a signal for the same one', () => {
    const { drain, log } = draining();

    drain.stop();
    drain.stop();

    expect(log).toEqual(['cut deadlines 6000', 'stop work']);
  });

  it('after an error ends with 1, and further errors change nothing', async () => {
    const { drain, log, pass, closed } = draining();

    drain.fail();
    await pass(300);
    drain.fail();
    closed();
    await settled();

    expect(log.slice(-2)).toEqual(['release', 'exit 1']);
    expect(log).not.toContain('close all');
  });

  it('takes every step even when one fails, and tells it', async () => {
    const { drain, log, pass, closed } = draining({ stopWork: () => Promise.reject(new Error('stuck')) });

    drain.stop();
    await pass(300);
    closed();
    await settled();

    expect(log).toEqual(['cut deadlines 6000', 'report Error: stuck', 'close', 'close idle', 'release', 'exit 1']);
  });

  it('exits once', async () => {
    const { drain, log, pass, closed } = draining();

    drain.stop();
    await pass(300);
    closed();
    await settled();
    await pass(8_000);

    expect(log.filter((line) => line.startsWith('exit'))).toEqual(['exit 0']);
  });
});
