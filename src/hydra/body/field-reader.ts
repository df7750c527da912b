import type { ClassModel, Field } from '../model/model.ts';
import { listReader } from './read-list.ts';
import { integerReader, readBoolean, readDecimal } from './read-number.ts';
import { referenceReader } from './read-reference.ts';
import { codeReader, readAnyJson, textReader } from './read-text.ts';
import { readDate, readMoment } from './read-time.ts';
import type { ReadValue } from './reading.ts';

/** How what is not in the field itself is read. */
export interface OtherClasses {
  /** Path of a class's collection, complete. */
  readonly pathOf: (of: ClassModel) => string;
  /** Reads an object of that class inside the body. */
  readonly readObject: (of: ClassModel) => ReadValue;
}

/** How values of a field are read. @throws TypeError when they cannot be. */
export function fieldReader(of: ClassModel, field: Field, others: OtherClasses): ReadValue {
  switch (field.datatype) {
    case 'string':
      return stringReader(of, field);
    case 'secret':
      return textReader(!field.nullable);
    case 'strings':
      return listReader('texts', textReader(true));
    case 'integer':
      return integerReader(field.column);
    case 'boolean':
      return readBoolean;
    case 'decimal':
      return readDecimal;
    case 'date':
      return readDate;
    case 'instant':
      return readMoment;
    case 'json':
      return readAnyJson;
    case 'iri':
      return iriReader(of, field, others);
    case 'object':
      return others.readObject(targetOf(of, field));
    case 'objects':
      return listReader('objects', others.readObject(targetOf(of, field)));
  }
}

function stringReader(of: ClassModel, field: Field): ReadValue {
  const form = of.id !== null && field.column === of.id.column ? of.id.form : null;
  if (form?.kind !== 'code') return textReader(!field.nullable);
  return codeReader(of.name, form.canonical ?? ((text) => (form.form.test(text) ? text : null)));
}

function iriReader(of: ClassModel, field: Field, others: OtherClasses): ReadValue {
  const target = targetOf(of, field);
  if (target.resource === null || target.id === null) {
    throw new TypeError(`${of.name}.${field.name}: make ${target.name} a @Resource, or the field writable: 'never'.`);
  }
  return referenceReader(target.name, { collection: others.pathOf(target), form: target.id.form });
}

function targetOf(of: ClassModel, field: Field): ClassModel {
  if (field.target !== null) return field.target;
  throw new TypeError(
    `${of.name}.${field.name}: its class is not part of the model; add it to the entities or shapes.`,
  );
}
