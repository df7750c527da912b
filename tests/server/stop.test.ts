import { EventEmitter, once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Incoming, Reply } from '../../src/hydra/exchange.ts';
import { after } from '../../src/server/after.ts';
import { Drain } from '../../src/server/drain.ts';
import { stopOnSignals } from '../../src/server/signals.ts';
import type { ToyServer } from '../hydra/http/toy-server.ts';
import { open, parsed, reply, startToy, untilClosed, untilText } from '../hydra/http/toy-server.ts';

const GET = 'GET /api/books HTTP/1.1\r\nHost: host\r\n\r\n';
const SLOW = 'GET /api/slow HTTP/1.1\r\nHost: host\r\n\r\n';

/** A server that stops on the signals of `source`; slow answers wait until the test lets them go. */
class Stopping {
  readonly source = new EventEmitter();
  readonly events = new EventEmitter<{ exit: [number]; slow: [] }>();
  readonly #waiting: (() => void)[] = [];
  #toy: ToyServer | null = null;
  #drain: Drain | null = null;

  async start(times: { notice: number; deadline: number; hardStop: number }): Promise<number> {
    const toy = await startToy({ serve: (incoming) => this.#serve(incoming), isClosing: () => this.isDraining });
    const drain = new Drain({
      server: toy.server,
      times,
      after,
      cutDeadlines: toy.doors.cutDeadlines,
      stopWork: async () => {},
      release: async () => {},
      report: () => {},
      exit: (code) => this.events.emit('exit', code),
    });
    stopOnSignals(this.source, { stop: () => drain.stop(), fail: () => drain.fail(), report: () => {} });
    this.#toy = toy;
    this.#drain = drain;
    return toy.port;
  }

  get isDraining(): boolean {
    return this.#drain?.isDraining ?? false;
  }

  letGo(): void {
    for (const go of this.#waiting) go();
  }

  end(): Promise<void> | undefined {
    return this.#toy?.stop();
  }

  #serve(incoming: Incoming): Reply | Promise<Reply> {
    if (incoming.url !== '/api/slow') return reply(incoming, 200, 'good');
    return new Promise((resolve, reject) => {
      incoming.signal.addEventListener('abort', () => reject(incoming.signal.reason));
      this.#waiting.push(() => resolve(reply(incoming, 200, 'late but whole')));
      this.events.emit('slow');
    });
  }
}

describe('row 52: SIGTERM', () => {
  let stopping: Stopping;
  afterEach(() => stopping.end());

  it('cuts no answer, closes idle connections and exits 0', async () => {
    stopping = new Stopping();
    const port = await stopping.start({ notice: 20, deadline: 6_000, hardStop: 8_000 });
    const exited = once(stopping.events, 'exit');
    const idle = await open(port);
    idle.write(GET);
    await untilText(idle, 'good');
    const idleClosed = untilClosed(idle);
    const busy = await open(port);
    const answer = untilClosed(busy);
    const begun = once(stopping.events, 'slow');
    busy.write(SLOW);
    await begun;

    stopping.source.emit('SIGTERM');
    await idleClosed;
    stopping.letGo();

    const { status, headers, body } = parsed(await answer);
    expect([status, headers.connection, body]).toEqual([200, 'close', 'late but whole']);
    expect(await exited).toEqual([0]);
  });

  it('still takes requests while it gives notice, and says that they are the last', async () => {
    stopping = new Stopping();
    const port = await stopping.start({ notice: 200, deadline: 6_000, hardStop: 8_000 });
    const exited = once(stopping.events, 'exit');
    const kept = await open(port);
    kept.write(GET);
    await untilText(kept, 'good');
    const rest = untilClosed(kept);

    stopping.source.emit('SIGTERM');
    kept.write(GET);

    expect(parsed(await rest)).toMatchObject({ status: 200, headers: { connection: 'close' }, body: 'good' });
    expect(await exited).toEqual([0]);
  });

  it('gives 503 to requests that outlast the cut deadline, and exits 0', async () => {
    stopping = new Stopping();
    const port = await stopping.start({ notice: 10, deadline: 60, hardStop: 8_000 });
    const exited = once(stopping.events, 'exit');
    const busy = await open(port);
    const answer = untilClosed(busy);
    const begun = once(stopping.events, 'slow');
    busy.write(SLOW);
    await begun;

    stopping.source.emit('SIGTERM');

    expect(parsed(await answer).status).toBe(503);
    expect(await exited).toEqual([0]);
  });

  it('cuts what does not end, and exits 1', async () => {
    stopping = new Stopping();
    const port = await stopping.start({ notice: 10, deadline: 6_000, hardStop: 80 });
    const exited = once(stopping.events, 'exit');
    const stuck = await open(port);
    const answer = untilClosed(stuck);
    const begun = once(stopping.events, 'slow');
    stuck.write(SLOW);
    await begun;

    stopping.source.emit('SIGTERM');

    expect(await exited).toEqual([1]);
    expect(await answer).toBe('');
  });

  it('is what an uncaught error does too, with exit 1', async () => {
    stopping = new Stopping();
    await stopping.start({ notice: 10, deadline: 6_000, hardStop: 8_000 });
    const exited = once(stopping.events, 'exit');

    stopping.source.emit('uncaughtException', new Error('a bug'));

    expect(await exited).toEqual([1]);
  });
});
