import type { Value } from './statement.ts';

const SLAB_SIZE = 32 * 1024;
/** Up to here a loop over characters is cheaper than the call into the native encoder. */
const SHORT = 32;
/** Their number is an unsigned 16-bit integer. */
const MOST_PARAMETERS = 65_535;
const EXECUTE = Buffer.from([0x45, 0, 0, 0, 9, 0, 0, 0, 0, 0]);
const SYNC = Buffer.from([0x53, 0, 0, 0, 4]);

/**
 * Writes front-end messages of PostgreSQL's extended protocol (chapter 54.7) behind each other into one buffer, so
 * that many groups leave in one socket write. Bytes once taken are never written again: the socket may still hold them.
 */
export class MessageWriter {
  #slab = Buffer.allocUnsafeSlow(SLAB_SIZE);
  #start = 0;
  #at = 0;

  /** All bytes since the last `take`; empty when there are none. */
  take(): Buffer {
    const bytes = this.#slab.subarray(this.#start, this.#at);
    this.#start = this.#at;
    return bytes;
  }

  /** The number of bytes waiting; give it to `cut` to drop what was written after. */
  get pending(): number {
    return this.#at - this.#start;
  }

  cut(pending: number): void {
    this.#at = this.#start + pending;
  }

  /** Parameter types are left to the server. */
  parse(name: string, text: string): void {
    const lengthAt = this.#open(0x50);
    this.#cstring(name);
    this.#cstring(text);
    this.#int16(0);
    this.#close(lengthAt);
  }

  closeStatement(name: string): void {
    const lengthAt = this.#open(0x43);
    this.#byte(0x53);
    this.#cstring(name);
    this.#close(lengthAt);
  }

  /**
   * Into the unnamed portal; all parameters and all results in text format.
   * @throws RangeError when there are more parameters than the message can count.
   */
  bind(name: string, values: readonly Value[]): void {
    if (values.length > MOST_PARAMETERS) {
      throw new RangeError(`A statement takes at most ${MOST_PARAMETERS} parameters, not ${values.length}.`);
    }
    const lengthAt = this.#open(0x42);
    this.#byte(0);
    this.#cstring(name);
    this.#int16(0);
    this.#int16(values.length);
    for (let i = 0; i < values.length; i++) {
      this.#value(values[i] ?? null);
    }
    this.#int16(0);
    this.#close(lengthAt);
  }

  execute(): void {
    this.#bytes(EXECUTE);
  }

  sync(): void {
    this.#bytes(SYNC);
  }

  #value(value: Value): void {
    if (value === null) {
      this.#int32(-1);
    } else {
      const lengthAt = this.#at - this.#start;
      this.#int32(0);
      this.#text(typeof value === 'string' ? value : textOf(value));
      this.#patch(this.#start + lengthAt, this.#at - this.#start - lengthAt - 4);
    }
  }

  #cstring(text: string): void {
    this.#text(text);
    this.#byte(0);
  }

  #text(text: string): void {
    this.#ensure(text.length * 3);
    if (text.length > SHORT || !this.#ascii(text)) {
      this.#at += this.#slab.write(text, this.#at, 'utf8');
    }
  }

  #ascii(text: string): boolean {
    const slab = this.#slab;
    const at = this.#at;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return false;
      slab[at + i] = code;
    }
    this.#at = at + text.length;
    return true;
  }

  /** Begins a message and leaves room for its length, which counts itself but not the code. */
  #open(code: number): number {
    this.#byte(code);
    this.#int32(0);
    return this.#at - 4 - this.#start;
  }

  #close(lengthAt: number): void {
    this.#patch(this.#start + lengthAt, this.#at - this.#start - lengthAt);
  }

  #patch(at: number, value: number): void {
    const slab = this.#slab;
    slab[at] = value >>> 24;
    slab[at + 1] = value >>> 16;
    slab[at + 2] = value >>> 8;
    slab[at + 3] = value;
  }

  #byte(value: number): void {
    this.#ensure(1);
    this.#slab[this.#at++] = value;
  }

  #int16(value: number): void {
    this.#ensure(2);
    this.#slab[this.#at++] = value >>> 8;
    this.#slab[this.#at++] = value;
  }

  #int32(value: number): void {
    this.#ensure(4);
    this.#patch(this.#at, value);
    this.#at += 4;
  }

  #bytes(bytes: Buffer): void {
    this.#ensure(bytes.length);
    for (let i = 0; i < bytes.length; i++) {
      this.#slab[this.#at + i] = bytes[i] ?? 0;
    }
    this.#at += bytes.length;
  }

  #ensure(size: number): void {
    if (this.#at + size > this.#slab.length) this.#grow(size);
  }

  /** Moves what is still waiting to the beginning of a fresh slab. */
  #grow(size: number): void {
    const waiting = this.#slab.subarray(this.#start, this.#at);
    this.#slab = Buffer.allocUnsafeSlow(Math.max(SLAB_SIZE, (waiting.length + size) * 2));
    this.#slab.set(waiting);
    this.#start = 0;
    this.#at = waiting.length;
  }
}

function textOf(value: number | boolean | readonly string[]): string {
  return typeof value === 'object' ? arrayLiteral(value) : String(value);
}

/** Every element is quoted, so that NULL, braces and commas stay text. */
function arrayLiteral(elements: readonly string[]): string {
  return `{${elements.map((element) => `"${element.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
