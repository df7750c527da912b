import { JSON_LD } from '../../formats/media-types.ts';
import type { ClassModel, Field } from '../../model/model.ts';
import type { OperationDescription } from '../../operations/description.ts';
import type { AffordanceMembers } from './affordance-schema.ts';
import { OPERATIONS } from './affordance-schema.ts';

/** What an operation takes. */
export function bodySchema({ expects, kind, of }: OperationDescription): object {
  const isOwn = expects === of && (kind === 'create' || kind === 'patch');
  return reference(isOwn ? `${expects?.name ?? ''}.${kind}` : (expects?.name ?? ''));
}

/** What an operation answers, in one media type. */
export function answerSchema(
  { returns, kind }: OperationDescription,
  type: string,
  affordances: AffordanceMembers,
): object {
  if (!type.endsWith('json')) return { type: 'string' };
  if (returns.kind === 'document' || returns.kind === 'nothing') return { type: 'object' };
  const { of } = returns;
  if (returns.kind === 'collection') {
    return type === JSON_LD.name
      ? collectionSchema(of, kind === 'slice', affordances)
      : { type: 'array', items: reference(of.name) };
  }
  if (type !== JSON_LD.name) return reference(of.name);
  const hasAddress = kind !== 'action' || of.resource !== null;
  return node(of, ['@context', '@type', ...(hasAddress ? ['@id'] : [])], affordances);
}

function node(of: ClassModel, required: readonly string[], affordances: AffordanceMembers): object {
  const properties = { ...KEYWORDS, ...Object.fromEntries(of.fields.flatMap(innerNodes)), ...affordances };
  return { allOf: [{ type: 'object', properties, required }, reference(of.name)] };
}

/** Objects inside are nodes, too: those with an address of their own have `@id`. */
function innerNodes({ name, datatype, target }: Field): readonly (readonly [string, object])[] {
  if ((datatype !== 'objects' && datatype !== 'object') || target === null) return [];
  const required = target.kind === 'shape' ? ['@type'] : ['@type', '@id'];
  const properties = Object.fromEntries(Object.entries(KEYWORDS).filter(([key]) => required.includes(key)));
  const inner = { type: ['object', 'null'], properties, required };
  return [[name, datatype === 'object' ? inner : { type: 'array', items: { ...inner, type: 'object' } }]];
}

/** Of slices nobody knows the total, and nothing is done to them. */
function collectionSchema(of: ClassModel, isSlice: boolean, affordances: AffordanceMembers): object {
  return {
    type: 'object',
    properties: {
      ...KEYWORDS,
      ...(isSlice ? {} : { 'hydra:totalItems': TOTAL }),
      'hydra:member': { type: 'array', items: node(of, ['@type', '@id'], affordances) },
      'hydra:view': { type: 'object', description: 'This page, with links to the others.' },
      'hydra:search': { type: 'object', description: 'The parameters, as a template of addresses.' },
      ...(isSlice ? {} : { 'hydra:operation': OPERATIONS }),
    },
    required: ['@context', '@type', '@id', 'hydra:member', 'hydra:search'],
  };
}

const TOTAL = { type: 'integer', format: 'int64', minimum: 0, description: 'Absent when not counted.' };

function reference(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

const KEYWORDS = {
  '@context': { type: 'string' },
  '@type': { type: 'string' },
  '@id': { type: 'string', format: 'iri-reference' },
};
