import { isJsonObject } from '../json-object.ts';
import type { Field } from '../model/model.ts';
import { XSD } from '../namespaces.ts';

/** The types that a literal may state, by datatype; one without a type is read like JSON. */
const TYPES: Readonly<Partial<Record<Field['datatype'], readonly string[]>>> = {
  instant: ['dateTime', 'dateTimeStamp'],
  date: ['date'],
  decimal: ['decimal', 'integer'],
  integer: ['integer', 'int', 'long', 'short', 'nonNegativeInteger', 'positiveInteger'],
  boolean: ['boolean'],
  iri: ['anyURI'],
};

/**
 * The value of a JSON-LD literal as our bodies write it. One whose type or language the field cannot keep stays an
 * object, which the reader of the field refuses: nothing is lost without a word.
 */
export function literalOf(field: Field, value: unknown): unknown {
  if (!isJsonObject(value) || !('@value' in value)) return value;
  const { '@value': plain, '@type': type, ...others } = value;
  if (Object.keys(others).length > 0) return value;
  if (type === undefined || type === `${XSD}string`) return plain;
  const isKnown = TYPES[field.datatype]?.some((name) => type === `${XSD}${name}` || type === `xsd:${name}`) === true;
  return isKnown ? native(field, plain) : value;
}

/** RDF tools write integers and booleans as texts with a type. */
function native({ datatype }: Field, plain: unknown): unknown {
  if (typeof plain !== 'string') return plain;
  if (datatype === 'integer' && /^[+-]?[0-9]{1,16}$/.test(plain)) return Number(plain);
  if (datatype === 'boolean' && /^(?:true|false|0|1)$/.test(plain)) return plain === 'true' || plain === '1';
  return plain;
}
