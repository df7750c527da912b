import type { ClassModel } from '../../model/model.ts';
import { HYDRA, RDF } from '../../namespaces.ts';
import type { SearchMapping, SearchTemplate } from '../../query/template.ts';
import { propertyOf } from './json-values.ts';
import type { Syntax, TripleDocument } from './syntax.ts';

/** Compiles the node of `hydra:search`. Where it names no blank nodes it is the same text in every document. */
export function compileSearch(
  of: ClassModel,
  search: SearchTemplate,
  syntax: Syntax,
): (document: TripleDocument) => string {
  const write = (document: TripleDocument): string => searchNode(of, search, syntax, document);
  const tried: TripleDocument = { text: '', blanks: 0 };
  const term = write(tried);
  return tried.text === '' ? () => term : write;
}

function searchNode(
  of: ClassModel,
  { template, mappings }: SearchTemplate,
  { iri, say, literal, boolean, node, own }: Syntax,
  document: TripleDocument,
): string {
  const isA = iri(`${RDF}type`);
  const hydra = (name: string): string => iri(HYDRA + name);
  const mapping = ({ variable, property }: SearchMapping): string =>
    node(
      document,
      null,
      (subject) =>
        say(subject, isA, [hydra('IriTemplateMapping')]) +
        say(subject, hydra('variable'), [literal(variable)]) +
        say(subject, hydra('property'), [meaningOf(of, property, { iri, own })]) +
        say(subject, hydra('required'), [boolean(false)]),
    );
  return node(
    document,
    null,
    (subject) =>
      say(subject, isA, [hydra('IriTemplate')]) +
      say(subject, hydra('template'), [literal(template, `${HYDRA}Rfc6570Template`)]) +
      say(subject, hydra('variableRepresentation'), [hydra('BasicRepresentation')]) +
      say(subject, hydra('mapping'), mappings.map(mapping)),
  );
}

/** A Hydra term, or the property of a field. */
function meaningOf(of: ClassModel, property: string, syntax: Pick<Syntax, 'iri' | 'own'>): string {
  const field = of.fields.find(({ name }) => name === property);
  return field === undefined ? syntax.iri(property.replace(/^hydra:/, HYDRA)) : propertyOf(syntax, field);
}
