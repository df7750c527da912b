import { RDF } from '../../namespaces.ts';
import type { RowShape, ShownField } from '../../plan/sql/row-columns.ts';
import type { ScalarTools } from '../compile-writer.ts';
import type { WriterStyle } from '../writer.ts';
import { compileJsonValues, inList, propertyOf, textTerm, typeOf } from './json-values.ts';
import type { Syntax, TripleDocument } from './syntax.ts';

type Row = readonly (string | null)[];

/** What a row is written with, beside itself. */
export interface NodeContext {
  readonly language: string;
  /** Path of the row that holds it; empty at top level. */
  readonly parent: string;
}

/** Writes the node of a row and those inside it; gives the term for it. */
export type NodeWriter = (row: Row, context: NodeContext, document: TripleDocument) => string;

/** What nodes are compiled with. */
export interface NodeStyle extends Pick<WriterStyle, 'base' | 'pathOf'> {
  readonly syntax: Syntax;
  readonly scalars: ScalarTools;
}

/** The values of one field of a row, whose own path is `context.parent`; null: nothing is said. */
type Values = (row: Row, context: NodeContext, document: TripleDocument) => readonly string[] | null;

/** Compiles the node of a shape: the statements that the same row makes in JSON-LD. */
export function compileNode(shape: RowShape, style: NodeStyle): NodeWriter {
  const { syntax } = style;
  const address = addressIn(shape, style);
  const isA = syntax.iri(`${RDF}type`);
  const types = [typeOf(syntax, shape.of)];
  const fields = shape.fields.map((shown) => ({
    property: propertyOf(syntax, shown.field),
    values: masked(shown, inList(syntax, shown.field, valuesOf(shown, style))),
  }));
  return (row, { language, parent }, document) => {
    const self = address(row, parent);
    const own = { language, parent: self ?? '' };
    return syntax.node(document, self === null ? null : syntax.path(self), (subject) => {
      let text = syntax.say(subject, isA, types);
      for (const { property, values } of fields) {
        text += syntax.say(subject, property, values(row, own, document) ?? []);
      }
      return text;
    });
  };
}

/** Where a row lives, as in JSON-LD; null: a blank node. */
function addressIn({ of, id, fields }: RowShape, { pathOf }: NodeStyle): (row: Row, parent: string) => string | null {
  const path = pathOf(of);
  if (of.resource?.singleton === true) return () => path;
  if (of.resource !== null && id >= 0) return (row) => `${path}/${row[id]}`;
  if (of.fragment === null) return () => null;
  const pieces = of.fragment.split(/\{([^}]+)\}/).map((piece, position) => {
    const named = fields.find(({ field }) => position % 2 === 1 && field.name === piece);
    return (row: Row) => (named === undefined ? piece : encodeURIComponent(row[named.index] ?? ''));
  });
  return (row, parent) => `${parent}#${pieces.map((piece) => piece(row)).join('')}`;
}

function masked({ mask }: ShownField, values: Values): Values {
  if (mask < 0) return values;
  return (row, context, document) =>
    row[mask] === 't' || row[mask] === 'true' ? values(row, context, document) : null;
}

function valuesOf({ field, index, inner }: ShownField, style: NodeStyle): Values {
  const { syntax, scalars, base, pathOf } = style;
  if (field.kind === 'links') return (row) => linked(row[index]).map(syntax.path);
  if (inner !== null) return embedded(index, compileNode(inner, style));
  if (field.kind === 'values' || field.datatype === 'json' || field.datatype === 'strings') {
    const write = compileJsonValues(field, syntax);
    return (row, _context, document) => write(JSON.parse(row[index] ?? 'null'), document);
  }
  const { translate, term } = field;
  if (translate !== null) {
    return present(index, (text, { language }) => textTerm(syntax, term, translate(text, language)));
  }
  const textual = (read: (text: string) => string) => present(index, (text) => textTerm(syntax, term, read(text)));
  switch (field.datatype) {
    case 'iri': {
      const head = field.target === null ? base : `${pathOf(field.target)}/`;
      return present(index, (text) => syntax.path(scalars.address(head + text)));
    }
    case 'integer':
      return present(index, syntax.integer);
    case 'boolean':
      return present(index, (text) => syntax.boolean(text === 't' || text === 'true'));
    case 'instant':
      return textual(scalars.instant);
    case 'decimal':
      return textual(scalars.decimal);
    default:
      return textual((text) => text);
  }
}

function present(index: number, write: (text: string, context: NodeContext) => string): Values {
  return (row, context) => {
    const text = row[index] ?? null;
    return text === null ? null : [write(text, context)];
  };
}

/** Made by `string_agg` as the inside of a JSON list of texts, so the cast holds. */
function linked(text: string | null | undefined): readonly string[] {
  return JSON.parse(`[${text ?? ''}]`) as readonly string[];
}

/** Made by `json_agg` of `json_build_array` of texts, so the cast holds. */
function embedded(index: number, write: NodeWriter): Values {
  return (row, context, document) => {
    const rows = JSON.parse(row[index] ?? '[]') as readonly Row[];
    return rows.map((each) => write(each, context, document));
  };
}
