import { once } from 'node:events';
import type { AddressInfo, Server, Socket, TcpNetConnectOpts } from 'node:net';
import { connect, createServer } from 'node:net';

/** What happens to the bytes of both directions from now on, on present and on new connections. */
type Weather =
  | { readonly kind: 'ok' }
  | { readonly kind: 'latency'; readonly milliseconds: number }
  | { readonly kind: 'blackhole' }
  | { readonly kind: 'rate'; readonly bytesPerSecond: number }
  | { readonly kind: 'reset-after'; readonly bytes: number };

/** A TCP proxy between a client and a server, to make the network fail on demand. */
export class TcpProxy {
  readonly #target: TcpNetConnectOpts;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #weather: Weather = { kind: 'ok' };
  #port = 0;

  private constructor(target: TcpNetConnectOpts) {
    this.#target = target;
    this.#server = createServer((client) => this.#accept(client));
  }

  /** Listens on a loopback port from the operating system. */
  static async open(target: TcpNetConnectOpts): Promise<TcpProxy> {
    const proxy = new TcpProxy(target);
    await proxy.#listen();
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** Connections that are open to clients. */
  get connections(): number {
    return this.#sockets.size / 2;
  }

  /** Serves again, after whatever was before. */
  async ok(): Promise<void> {
    this.#weather = { kind: 'ok' };
    if (!this.#server.listening) await this.#listen();
  }

  /** Every piece of data arrives later. */
  latency(milliseconds: number): void {
    this.#weather = { kind: 'latency', milliseconds };
  }

  /** Connections stay open, new ones are accepted, nothing passes; what was swallowed is never delivered. */
  blackhole(): void {
    this.#weather = { kind: 'blackhole' };
  }

  rate(bytesPerSecond: number): void {
    this.#weather = { kind: 'rate', bytesPerSecond };
  }

  /** Resets a connection as soon as the server has sent it more than so many bytes from now on. */
  resetAfter(bytes: number): void {
    this.#weather = { kind: 'reset-after', bytes };
  }

  /** Cuts all connections; new ones are served. */
  drop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  /** Cuts all connections and refuses new ones until `ok`. */
  async down(): Promise<void> {
    const closed = this.#server.listening ? once(this.#server, 'close') : Promise.resolve();
    this.#server.close();
    this.drop();
    await closed;
  }

  async close(): Promise<void> {
    await this.down();
  }

  async #listen(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    // A TCP server's address is an object.
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  #accept(client: Socket): void {
    const server = connect(this.#target);
    for (const socket of [client, server]) this.#keep(socket);
    client.on('close', () => server.destroy());
    server.on('close', () => client.destroy());
    this.#forward(client, server, () => undefined);
    let sent = 0;
    this.#forward(server, client, (bytes) => {
      sent += bytes;
      if (this.#weather.kind === 'reset-after' && sent > this.#weather.bytes) client.resetAndDestroy();
    });
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
  }

  /** Data keeps its order: what comes later never overtakes what is still delayed. */
  #forward(from: Socket, to: Socket, delivered: (bytes: number) => void): void {
    let free = 0;
    from.on('data', (data) => {
      if (this.#weather.kind === 'blackhole') return;
      const now = performance.now();
      free = this.#arrival(now, free, data.length);
      const deliver = (): void => {
        delivered(data.length);
        if (to.writable) to.write(data);
      };
      if (free <= now) deliver();
      // What is still delayed when a test ends keeps nobody waiting.
      else setTimeout(deliver, free - now).unref();
    });
  }

  /** When data that leaves now arrives, if the way was free from `free` on. */
  #arrival(now: number, free: number, bytes: number): number {
    const weather = this.#weather;
    if (weather.kind === 'latency') return Math.max(free, now + weather.milliseconds);
    if (weather.kind === 'rate') return Math.max(free, now) + (bytes / weather.bytesPerSecond) * 1000;
    return Math.max(free, now);
  }
}
