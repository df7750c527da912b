import { JSON_LD } from '../../formats/media-types.ts';
import type { ClassModel } from '../../model/model.ts';
import type { OperationDescription } from '../../operations/description.ts';

/** What an operation takes. */
export function bodySchema({ expects, kind, of }: OperationDescription): object {
  const isOwn = expects === of && (kind === 'create' || kind === 'patch');
  return reference(isOwn ? `${expects?.name ?? ''}.${kind}` : (expects?.name ?? ''));
}

/** What an operation answers, in one media type. */
export function answerSchema({ returns, kind }: OperationDescription, type: string): object {
  if (!type.endsWith('json')) return { type: 'string' };
  if (returns.kind === 'document' || returns.kind === 'nothing') return { type: 'object' };
  const { of } = returns;
  if (returns.kind === 'collection') {
    return type === JSON_LD.name ? collectionSchema(of) : { type: 'array', items: reference(of.name) };
  }
  return type === JSON_LD.name ? nodeSchema(of, kind !== 'action' || of.resource !== null) : reference(of.name);
}

function nodeSchema(of: ClassModel, hasAddress: boolean): object {
  return node(of, ['@context', '@type', ...(hasAddress ? ['@id'] : [])]);
}

function node(of: ClassModel, required: readonly string[]): object {
  return { allOf: [{ type: 'object', properties: KEYWORDS, required }, reference(of.name)] };
}

function collectionSchema(of: ClassModel): object {
  return {
    type: 'object',
    properties: {
      ...KEYWORDS,
      'hydra:totalItems': { type: 'integer', format: 'int64', minimum: 0, description: 'Absent when not counted.' },
      'hydra:member': { type: 'array', items: node(of, ['@type', '@id']) },
      'hydra:view': { type: 'object', description: 'This page, with links to the others.' },
      'hydra:search': { type: 'object', description: 'The parameters, as a template of addresses.' },
    },
    required: ['@context', '@type', '@id', 'hydra:member', 'hydra:search'],
  };
}

function reference(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

const KEYWORDS = {
  '@context': { type: 'string' },
  '@type': { type: 'string' },
  '@id': { type: 'string', format: 'iri-reference' },
};
