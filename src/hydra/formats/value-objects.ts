import { isJsonObject } from '../json-object.ts';
import type { ClassModel, Field } from '../model/model.ts';
import { decimalOfRow } from './decimal.ts';

/**
 * Writes what a `jsonb` column holds as value objects: the keys of their class in its order, nulls included, and nothing
 * else that may be stored with them. Gives JSON text.
 */
export function valueObjectWriter(field: Field, keywords: boolean): (stored: unknown) => string {
  const { target } = field;
  if (target === null) return (stored) => JSON.stringify(stored);
  const write = objectWriter(target, keywords);
  if (field.datatype === 'object') return write;
  return (stored) => `[${(Array.isArray(stored) ? stored : []).map(write).join(',')}]`;
}

function objectWriter(of: ClassModel, keywords: boolean): (stored: unknown) => string {
  const type = keywords ? [`"@type":${JSON.stringify(of.name)}`] : [];
  const fields = of.fields.map((field) => ({
    name: field.name,
    key: `${JSON.stringify(field.name)}:`,
    write: valueWriter(field, keywords),
  }));
  return (stored) => {
    const object = isJsonObject(stored) ? stored : {};
    return `{${[...type, ...fields.map(({ name, key, write }) => key + write(object[name] ?? null))].join(',')}}`;
  };
}

function valueWriter(field: Field, keywords: boolean): (value: unknown) => string {
  const write = field.kind === 'values' ? valueObjectWriter(field, keywords) : scalarWriter(field);
  return (value) => (value === null ? 'null' : write(value));
}

function scalarWriter({ datatype }: Field): (value: unknown) => string {
  return datatype === 'decimal' ? (value) => `"${decimalOfRow(String(value))}"` : (value) => JSON.stringify(value);
}
