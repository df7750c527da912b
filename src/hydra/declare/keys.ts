import { Column, PrimaryColumn } from 'typeorm';
import type { Instant } from './expressions.ts';
import type { IdForm, KeyFacts, ValueRecord } from './record.ts';
import { classOf, ownRecord, recordField } from './record.ts';

/** Decorates a property that holds `V`. */
type Holds<V> = <T, K extends string>(
  shape: T,
  key: K & (K extends keyof T ? ([V] extends [T[K]] ? K : never) : never),
) => void;

/** bigint identity; a JSON number on the wire. Positive and at most 2^53−1. */
export function CountedId(): Holds<string> {
  return key({ kind: 'counted' }, (shape, name) => {
    PrimaryColumn('bigint', { generated: 'identity', generatedIdentity: 'BY DEFAULT' })(shape, name);
  });
}

/** Eight random characters of base 36, drawn again on collision. */
export function RandomId(): Holds<string> {
  return key({ kind: 'random' }, (shape, name) => {
    PrimaryColumn('text', { collation: 'C' })(shape, name);
  });
}

/** A code that people know. `canonical` maps an input to its one spelling, or null when it is none. */
export function CodeId(options: {
  readonly form: RegExp;
  readonly canonical?: (text: string) => string | null;
  readonly example: string;
}): Holds<string> {
  return key({ kind: 'code', ...options, canonical: options.canonical ?? null }, (shape, name) => {
    PrimaryColumn('text', { collation: 'C' })(shape, name);
  });
}

/** Raised by every write; the entity tag's state part. */
export function Version(): Holds<number> {
  return kept('version', (shape, name) => Column('bigint', { default: 1 })(shape, name));
}

/** Set by the engine when the row is made; readable, never writable. */
export function CreatedAt(): Holds<Instant> {
  return kept('createdAt', (shape, name) => Column('timestamptz', { default: () => 'now()' })(shape, name));
}

/** Set by the engine with every change; readable, never writable. Makes `Last-Modified`. */
export function UpdatedAt(): Holds<Instant> {
  return kept('updatedAt', (shape, name) => Column('timestamptz', { default: () => 'now()' })(shape, name));
}

function key(form: IdForm, column: (shape: object, name: string) => void): Holds<string> {
  return (shape, name) => {
    // The type of `name` has checked that `shape` is an object with that property.
    column(shape as object, name);
    ownRecord(classOf(shape as object)).keys.id = { property: name, form };
    recordField(shape as object, engineField(name, form.kind === 'code' ? 'once' : 'never'));
  };
}

function kept(which: Exclude<keyof KeyFacts, 'id'>, column: (shape: object, name: string) => void): Holds<never> {
  return (shape, name) => {
    column(shape as object, name);
    ownRecord(classOf(shape as object)).keys[which] = name;
    if (which !== 'version') recordField(shape as object, engineField(name, 'never'));
  };
}

function engineField(name: string, writable: 'once' | 'never'): ValueRecord {
  return {
    kind: 'value',
    name,
    datatype: null,
    readableBy: null,
    writableBy: null,
    writable,
    required: null,
  };
}
