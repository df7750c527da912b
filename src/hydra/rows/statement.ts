import { createHash } from 'node:crypto';

/** A compiled statement: SQL text built from metadata alone. */
export interface Statement {
  /** Derived from a hash of the text, so that one name means one text for ever; null = sent unnamed. */
  readonly name: string | null;
  readonly text: string;
  /** Its cost cannot be foreseen: it must not run on a connection that others share. */
  readonly slow: boolean;
}

/** A parameter, sent in text format; a list becomes an array literal. */
export type Value = string | number | boolean | null | readonly string[];

/** A statement with the values of its parameters, in order. */
export interface Bound {
  readonly statement: Statement;
  readonly values: readonly Value[];
}

/** A row as it arrives: one text or null per column, in column order. No type parser is ever used. */
export type TextRow = readonly (string | null)[];

/** What one statement answered. */
export interface Result {
  readonly rows: readonly TextRow[];
  /** Rows returned or changed, from the command tag. */
  readonly count: number;
}

/** The values of the tenant frame, in the order of the frame's settings; empty text = not set. */
export type Frame = readonly string[];

/** Names a text. Rare texts (one of many combinations) are better sent unnamed: a name stays on every connection. */
export function statement(text: string, { named = true, slow = false } = {}): Statement {
  return Object.freeze({ name: named ? nameOf(text) : null, text, slow });
}

function nameOf(text: string): string {
  return `s${createHash('sha256').update(text).digest('base64url').slice(0, 22)}`;
}
