/** Why and where a text is no JSON that we take. */
export class JsonMistake extends Error {
  readonly line: number;
  readonly column: number;

  constructor(reason: string, text: string, at: number) {
    super(reason);
    this.name = 'JsonMistake';
    const before = text.slice(0, at).split('\n');
    this.line = before.length;
    this.column = (before.at(-1) ?? '').length + 1;
  }
}

const MOST_LEVELS = 32;
const MOST_KEYS = 1000;

/** Ignored wherever they stand: assigning them elsewhere would reach prototypes. */
const NEVER_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor']);

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;

/**
 * The value in a JSON text (RFC 8259), with the limits that JSON.parse lacks: no key twice, at most 32 levels and 1,000
 * keys per object. Objects have no prototype. Takes time in proportion to the text, whatever it holds.
 * @throws JsonMistake
 */
export function readJsonText(text: string): unknown {
  return new JsonReader(text).whole();
}

class JsonReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): unknown {
    this.#skipSpace();
    const value = this.#value(1);
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#unexpected();
    return value;
  }

  #value(level: number): unknown {
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object(level);
      case '[':
        return this.#array(level);
      case '"':
        return this.#string();
      case 't':
        return this.#word('true', true);
      case 'f':
        return this.#word('false', false);
      case 'n':
        return this.#word('null', null);
      default:
        return this.#number();
    }
  }

  #object(level: number): Record<string, unknown> {
    this.#open(level);
    // No prototype: `__proto__` and `constructor` mean nothing in it.
    const object = Object.create(null) as Record<string, unknown>;
    if (this.#taken('}')) return object;
    for (let count = 1; ; count += 1) {
      if (count > MOST_KEYS) throw this.#mistake(`an object has more than ${MOST_KEYS} keys`);
      this.#member(object, level);
      if (this.#taken('}')) return object;
      this.#take(',');
    }
  }

  #member(object: Record<string, unknown>, level: number): void {
    const start = this.#at;
    if (this.#text[start] !== '"') throw this.#unexpected();
    const key = this.#string();
    if (key in object) throw this.#mistake(`the key ${JSON.stringify(key.slice(0, 40))} stands there twice`, start);
    this.#skipSpace();
    this.#take(':');
    const value = this.#value(level + 1);
    if (!NEVER_KEYS.has(key)) object[key] = value;
    this.#skipSpace();
  }

  #array(level: number): unknown[] {
    this.#open(level);
    const array: unknown[] = [];
    if (this.#taken(']')) return array;
    for (;;) {
      array.push(this.#value(level + 1));
      this.#skipSpace();
      if (this.#taken(']')) return array;
      this.#take(',');
    }
  }

  #open(level: number): void {
    if (level > MOST_LEVELS) throw this.#mistake(`it is nested more than ${MOST_LEVELS} levels deep`);
    this.#at += 1;
    this.#skipSpace();
  }

  #string(): string {
    const start = this.#at;
    let escaped = false;
    for (let at = start + 1; ; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (code === 0x22) {
        this.#at = at + 1;
        return escaped ? this.#unescaped(start) : this.#text.slice(start + 1, at);
      }
      if (code === 0x5c) {
        escaped = true;
        at += 1;
      } else if (!(code >= 0x20)) {
        // Also the end of the text, where there is no code.
        this.#at = at;
        throw this.#unexpected();
      }
    }
  }

  #unescaped(start: number): string {
    try {
      // A quoted text is parsed to a string.
      return JSON.parse(this.#text.slice(start, this.#at)) as string;
    } catch {
      throw this.#mistake('a text has an unknown escape', start);
    }
  }

  #number(): number {
    NUMBER.lastIndex = this.#at;
    const digits = NUMBER.exec(this.#text)?.[0];
    if (digits === undefined) throw this.#unexpected();
    this.#at += digits.length;
    return Number(digits);
  }

  #word<V>(word: string, value: V): V {
    if (!this.#text.startsWith(word, this.#at)) throw this.#unexpected();
    this.#at += word.length;
    return value;
  }

  #taken(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #take(sign: string): void {
    if (!this.#taken(sign)) throw this.#unexpected();
    this.#skipSpace();
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.#at += 1;
    }
  }

  #unexpected(): JsonMistake {
    return this.#mistake(this.#at >= this.#text.length ? 'it ends too early' : 'there is an unexpected character');
  }

  #mistake(reason: string, at = this.#at): JsonMistake {
    return new JsonMistake(reason, this.#text, at);
  }
}
