import { isJsonObject } from '../json-object.ts';
import type { Field } from '../model/model.ts';

/** Whether two values of a field are the same on the wire. */
export function sameValue(field: Field, one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (isNothing(one) || isNothing(other)) return isNothing(one) && isNothing(other);
  switch (field.datatype) {
    case 'iri':
      return idIn(one) === idIn(other);
    case 'integer':
      return String(one) === String(other);
    case 'decimal':
      return shortest(String(one)) === shortest(String(other));
    case 'strings':
    case 'json':
      return sameJson(one, other);
    case 'object':
      return sameObject(field, one, other);
    case 'objects':
      return sameList(field, one, other);
    default:
      return false;
  }
}

/** Objects of a class are compared by its fields: one that is null or left out is the same. */
function sameObject({ target }: Field, one: unknown, other: unknown): boolean {
  if (target === null || !isJsonObject(one) || !isJsonObject(other)) return sameJson(one, other);
  return target.fields.every((field) => sameValue(field, one[field.name], other[field.name]));
}

function sameList(field: Field, one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
  return one.every((each, index) => sameObject(field, each, other[index]));
}

/** Whether two JSON values are equal; the order of keys does not count. */
export function sameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const keys = Object.keys(one);
  if (keys.length !== Object.keys(other).length) return false;
  // Both are objects or lists; indexes are the keys of lists.
  const [left, right] = [one, other] as [Record<string, unknown>, Record<string, unknown>];
  return keys.every((key) => Object.hasOwn(right, key) && sameJson(left[key], right[key]));
}

function isNothing(value: unknown): boolean {
  return value === null || value === undefined;
}

function idIn(reference: unknown): unknown {
  return typeof reference === 'object' && reference !== null && 'id' in reference ? reference.id : reference;
}

/** Without zeros at the end of the fraction, which the scale of a column adds. */
function shortest(decimal: string): string {
  const short = decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
  return short === '-0' ? '0' : short;
}
