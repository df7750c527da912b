import { HYDRA, RDF } from '../../namespaces.ts';
import type { RowShape } from '../../plan/sql/row-columns.ts';
import type { SearchTemplate } from '../../query/template.ts';
import type { PageLink } from '../../query/view.ts';
import type { NodeStyle } from './compile-node.ts';
import { compileNode } from './compile-node.ts';
import { compileSearch } from './compile-search.ts';
import type { Syntax, TripleDocument } from './syntax.ts';
import { emptyDocument } from './syntax.ts';

/** A page of a collection, as far as statements are made about it. */
export interface RdfPage {
  readonly rows: readonly (readonly (string | null)[])[];
  readonly language: string;
  /** Null when it was not counted. */
  readonly total: number | null;
  /** Null where every row was given at once. */
  readonly view: RdfView | null;
}

/** The part of a collection that was asked for, with its links to the others. */
export interface RdfView {
  readonly id: string;
  readonly links: readonly PageLink[];
}

/** Documents in one syntax of RDF: the statements that the same answer makes in JSON-LD. */
export interface RdfWriter {
  readonly item: (row: RdfPage['rows'][number], language: string) => string;
  readonly collection: (page: RdfPage) => string;
}

/** Compiles the documents of a shape, whose collection can be searched as `search` says. */
export function compileRdf(shape: RowShape, search: SearchTemplate, style: NodeStyle): RdfWriter {
  const { syntax } = style;
  const node = compileNode(shape, style);
  const address = syntax.path(style.pathOf(shape.of));
  const said = compileCollection(syntax);
  const searched = compileSearch(shape.of, search, syntax);
  const item: RdfWriter['item'] = (row, language) => {
    const document = emptyDocument(syntax);
    node(row, { language, parent: '' }, document);
    return document.text;
  };
  const collection: RdfWriter['collection'] = ({ rows, language, total, view }) => {
    const document = emptyDocument(syntax);
    syntax.node(document, address, (subject) => {
      const members = rows.map((row) => node(row, { language, parent: '' }, document));
      return said(subject, { total, members, view, search: searched(document) }, document);
    });
    return document.text;
  };
  return Object.freeze({ item, collection });
}

interface CollectionParts extends Pick<RdfPage, 'total' | 'view'> {
  readonly members: readonly string[];
  readonly search: string;
}

function compileCollection(syntax: Syntax) {
  const { iri, say } = syntax;
  const isA = iri(`${RDF}type`);
  const [collection, totalItems, member, viewed, search] = ['Collection', 'totalItems', 'member', 'view', 'search'].map(
    (name) => iri(HYDRA + name),
  ) as [string, string, string, string, string];
  const view = compileView(syntax);
  return (subject: string, parts: CollectionParts, document: TripleDocument): string =>
    say(subject, isA, [collection]) +
    say(subject, totalItems, parts.total === null ? [] : [syntax.integer(String(parts.total))]) +
    say(subject, member, parts.members) +
    say(subject, viewed, parts.view === null ? [] : [view(parts.view, document)]) +
    say(subject, search, [parts.search]);
}

function compileView({ iri, say, node, path }: Syntax) {
  const isA = iri(`${RDF}type`);
  const type = iri(`${HYDRA}PartialCollectionView`);
  const relations: Readonly<Record<PageLink['rel'], string>> = {
    first: iri(`${HYDRA}first`),
    prev: iri(`${HYDRA}previous`),
    next: iri(`${HYDRA}next`),
    last: iri(`${HYDRA}last`),
  };
  return ({ id, links }: RdfView, document: TripleDocument): string =>
    node(document, path(id), (subject) => {
      const linked = links.map(({ rel, href }) => say(subject, relations[rel], [path(href)]));
      return say(subject, isA, [type]) + linked.join('');
    });
}
