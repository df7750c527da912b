import { XSD } from '../../namespaces.ts';
import type { Syntax } from './syntax.ts';
import { emptyDocument } from './syntax.ts';

/** A statement as RDF/JS has it; ours are all in the default graph. */
export interface Quad {
  readonly subject: QuadTerm;
  readonly predicate: QuadTerm;
  readonly object: QuadTerm;
}

interface QuadTerm {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}

/** Statements as a document, node by node in the order of their first mention. */
export function quadsText(quads: readonly Quad[], syntax: Syntax): string {
  const document = emptyDocument(syntax);
  for (const [, about] of grouped(quads, ({ subject }) => termText(syntax, subject))) {
    const [first] = about;
    if (first === undefined) continue;
    syntax.node(document, termText(syntax, first.subject), (subject) =>
      [...grouped(about, ({ predicate }) => syntax.iri(predicate.value))]
        .map(([property, alike]) =>
          syntax.say(
            subject,
            property,
            alike.map(({ object }) => termText(syntax, object)),
          ),
        )
        .join(''),
    );
  }
  return document.text;
}

function grouped(quads: readonly Quad[], by: (quad: Quad) => string): ReadonlyMap<string, readonly Quad[]> {
  const groups = new Map<string, Quad[]>();
  for (const quad of quads) {
    const key = by(quad);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [quad]);
    else group.push(quad);
  }
  return groups;
}

function termText(syntax: Syntax, { termType, value, language = '', datatype }: QuadTerm): string {
  if (termType === 'NamedNode') return syntax.iri(value);
  if (termType === 'BlankNode') return value.startsWith('_:') ? value : `_:${value}`;
  if (language !== '') return syntax.tagged(value, language);
  const type = datatype?.value ?? `${XSD}string`;
  return type === `${XSD}string` ? syntax.literal(value) : syntax.literal(value, type);
}
