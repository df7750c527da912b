import type { ClassModel, Field, Term } from '../../model/model.ts';
import { RDF, XSD } from '../../namespaces.ts';
import { decimalOfRow } from '../decimal.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Syntax, TripleDocument } from './syntax.ts';

/** The terms of a JSON value; null: nothing is said, `[]` of an empty list is something. */
export type JsonTerms = (value: unknown, document: TripleDocument) => readonly string[] | null;

/** Compiles what the JSON values of a field are in RDF, as the context of its class says (JSON-LD 1.1 API §8). */
export function compileJsonValues(field: Field, syntax: Syntax): JsonTerms {
  if (field.term.type === '@json') return (value) => [syntax.literal(canonicalJson(value ?? null), `${RDF}JSON`)];
  const { target } = field;
  const object = target === null ? null : compileObject(target, syntax);
  const one = (value: unknown, document: TripleDocument): readonly string[] => {
    if (value === null || value === undefined) return [];
    if (typeof value === 'object') return object === null ? [] : [object(value, document)];
    return [scalar(syntax, field.term, field.datatype === 'decimal' ? decimalOfRow(String(value)) : value)];
  };
  return (value, document) => {
    if (value === null || value === undefined) return null;
    return Array.isArray(value) ? value.flatMap((each) => one(each, document)) : one(value, document);
  };
}

/** A value object is a blank node of its class (wire rule 3.7). */
function compileObject(of: ClassModel, syntax: Syntax): (value: object, document: TripleDocument) => string {
  const type = typeOf(syntax, of);
  const keys = of.fields.map((field) => {
    const write = compileJsonValues(field, syntax);
    return { name: field.name, property: propertyOf(syntax, field), write: inList(syntax, field, write) };
  });
  return (value, document) =>
    syntax.node(document, null, (subject) => {
      const values = value as Readonly<Record<string, unknown>>;
      let text = syntax.say(subject, syntax.iri(`${RDF}type`), [type]);
      for (const { name, property, write } of keys) {
        text += syntax.say(subject, property, write(values[name], document) ?? []);
      }
      return text;
    });
}

/** Puts values in a list where the context says that their order counts. */
export function inList<A extends readonly unknown[]>(
  syntax: Syntax,
  { term }: Field,
  write: (...given: [...A, TripleDocument]) => readonly string[] | null,
): (...given: [...A, TripleDocument]) => readonly string[] | null {
  if (term.container !== '@list') return write;
  return (...given) => {
    const values = write(...given);
    // The document is always the last one.
    return values === null ? null : [syntax.list(given.at(-1) as TripleDocument, values)];
  };
}

/** The property that a field is. */
export function propertyOf(syntax: Pick<Syntax, 'own' | 'iri'>, { term }: Pick<Field, 'term'>): string {
  return term.absolute === null ? syntax.own(term.iri) : syntax.iri(term.absolute);
}

export function typeOf(syntax: Syntax, { name }: ClassModel): string {
  return syntax.own(name);
}

function scalar(syntax: Syntax, { type, language }: Term, value: unknown): string {
  if (typeof value === 'string') return textTerm(syntax, { type, language }, value);
  const datatype = type === null ? undefined : datatypeOf(type);
  if (typeof value === 'boolean') {
    return datatype === undefined ? syntax.boolean(value) : syntax.literal(String(value), datatype);
  }
  const number = value as number;
  if (!Number.isInteger(number) || Math.abs(number) >= 1e21 || datatype === `${XSD}double`) {
    return syntax.literal(number.toExponential(15).replace(/(\d)0*e\+?/, '$1E'), datatype ?? `${XSD}double`);
  }
  return datatype === undefined ? syntax.integer(String(number)) : syntax.literal(String(number), datatype);
}

/** A string under a term: a link, a typed literal, a text in a language or a plain one. */
export function textTerm(syntax: Syntax, { type, language }: Pick<Term, 'type' | 'language'>, value: string): string {
  if (type === '@id') return syntax.path(value);
  if (type !== null) return syntax.literal(value, datatypeOf(type));
  return language === null ? syntax.literal(value) : syntax.tagged(value, language);
}

/** Terms are typed with `xsd:` alone; the checks of the model hold contexts to it. */
function datatypeOf(type: string): string {
  return type.replace(/^xsd:/, XSD);
}
