/** Reads a header from left to right. Patterns are sticky, so that each of them is tried at the position only. */
export class Scanner {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#text.length;
  }

  /** Moves past the pattern; null when it is not what comes next. */
  take(sticky: RegExp): RegExpExecArray | null {
    sticky.lastIndex = this.#position;
    const found = sticky.exec(this.#text);
    if (found !== null) this.#position = sticky.lastIndex;
    return found;
  }
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const QUOTED = '"(?:[^"\\\\]|\\\\.)*"';

/** A token (RFC 9110 §5.6.2). */
export const A_TOKEN = new RegExp(`[ \\t]*(${TOKEN})`, 'y');
/** `= value` with the value as sent, a missing one included (RFC 7240 §2 admits that). */
const A_VALUE = new RegExp(`[ \\t]*=[ \\t]*(${TOKEN}|${QUOTED})?`, 'y');
/** `type/subtype`, either of them possibly `*`, or a lone `*`. */
export const A_RANGE = new RegExp(`[ \\t]*(${TOKEN}/${TOKEN}|\\*)`, 'y');
/** Before a parameter. */
const A_SEMICOLON = /[ \t]*;/y;
/** After a member of a list. Empty members are nothing but another one of these (RFC 9110 §5.6.1.2). */
export const A_COMMA = /[ \t]*(?:,|$)/y;

/** One `name=value` of a member. */
export interface Parameter {
  /** Lower case. */
  readonly name: string;
  /** Without quotes; `''` when there is none. */
  readonly value: string;
}

/** Reads `;name=value;name` up to what is no parameter; empty ones are skipped. */
export function takeParameters(scanner: Scanner): readonly Parameter[] {
  const parameters: Parameter[] = [];
  while (scanner.take(A_SEMICOLON) !== null) {
    const parameter = takeParameter(scanner);
    if (parameter !== null) parameters.push(parameter);
  }
  return parameters;
}

/** Reads `name` or `name=value`; null when no name comes next. */
export function takeParameter(scanner: Scanner): Parameter | null {
  const name = scanner.take(A_TOKEN)?.[1];
  if (name === undefined) return null;
  const value = scanner.take(A_VALUE)?.[1] ?? '';
  return { name: name.toLowerCase(), value: value.startsWith('"') ? unquoted(value) : value };
}

function unquoted(value: string): string {
  return value.slice(1, -1).replace(/\\(.)/g, '$1');
}
