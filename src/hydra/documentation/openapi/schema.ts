import type { ClassModel, Field } from '../../model/model.ts';
import type { OperationDescription } from '../../operations/description.ts';
import type { DocumentSources } from '../sources.ts';
import type { Usage } from '../usage.ts';
import { documentedClasses, fieldUsage } from '../usage.ts';
import { propertySchema } from './property.ts';

const LD_JSON = 'application/ld+json';

/** One schema per class for reading, one each for the bodies that create and change it, and those of problems. */
export function schemaComponents({ model }: DocumentSources, usage: Usage): object {
  const classes = documentedClasses(model, usage).flatMap((of) => [
    [of.name, readSchema(of, usage)] as const,
    ...(isWritten(of, 'create') ? [[`${of.name}.create`, writeSchema(of, usage, 'create')] as const] : []),
    ...(isWritten(of, 'patch') ? [[`${of.name}.patch`, writeSchema(of, usage, 'patch')] as const] : []),
  ]);
  return {
    ...Object.fromEntries(classes),
    Violation: VIOLATION,
    Error: ERROR,
    ConstraintViolation: CONSTRAINT_VIOLATION,
  };
}

/** What an operation takes. */
export function bodySchema({ expects, kind, of }: OperationDescription): object {
  const isOwn = expects === of && (kind === 'create' || kind === 'patch');
  return reference(isOwn ? `${expects?.name ?? ''}.${kind}` : (expects?.name ?? ''));
}

/** What an operation answers, in one media type. */
export function answerSchema({ returns, kind }: OperationDescription, type: string): object {
  if (returns.kind === 'document' || returns.kind === 'nothing') {
    return type === 'text/html' ? { type: 'string' } : { type: 'object' };
  }
  const { of } = returns;
  if (returns.kind === 'collection') return type === LD_JSON ? collectionSchema(of) : arrayOf(reference(of.name));
  return type === LD_JSON ? nodeSchema(of, kind !== 'action' || of.resource !== null) : reference(of.name);
}

function isWritten({ resource }: ClassModel, operation: 'create' | 'patch'): boolean {
  return resource !== null && resource[operation] !== null;
}

function readSchema(of: ClassModel, usage: Usage): object {
  const isShape = of.kind === 'shape';
  const shown = of.fields.filter((field) => isShape || fieldUsage(usage, of, field).readable);
  const properties = shown.map((field) => [field.name, propertySchema(field, readOnly(of, field, usage))]);
  const required = shown.filter((field) => (usage.shown.has(of) ? isAlwaysShown(field) : field.required));
  return objectSchema(of, properties, required);
}

function writeSchema(of: ClassModel, usage: Usage, operation: 'create' | 'patch'): object {
  const writable = of.fields.filter((field) => fieldUsage(usage, of, field).writable);
  const taken = operation === 'create' ? writable : writable.filter(({ writable: when }) => when === 'always');
  const properties = taken.map((field) => [field.name, propertySchema(field)]);
  return objectSchema(of, properties, operation === 'create' ? taken.filter(({ required }) => required) : []);
}

function objectSchema(of: ClassModel, properties: readonly unknown[][], required: readonly Field[]): object {
  const names = required.map(({ name }) => name);
  return {
    type: 'object',
    description: of.comment,
    properties: Object.fromEntries(properties as [string, object][]),
    ...(names.length === 0 ? {} : { required: names }),
  };
}

/** Fields that some callers or some rows do not show may be absent. */
function isAlwaysShown({ readableBy }: Field): boolean {
  return readableBy === null;
}

function readOnly(of: ClassModel, field: Field, usage: Usage): { readonly readOnly?: true } {
  return of.kind === 'resource' && !fieldUsage(usage, of, field).writable ? { readOnly: true } : {};
}

function nodeSchema(of: ClassModel, hasAddress: boolean): object {
  const required = ['@context', '@type', ...(hasAddress ? ['@id'] : [])];
  const keywords = { type: 'object', properties: KEYWORDS, required };
  return { allOf: [keywords, reference(of.name)] };
}

function collectionSchema(of: ClassModel): object {
  const member = { allOf: [{ type: 'object', properties: KEYWORDS, required: ['@type', '@id'] }, reference(of.name)] };
  return {
    type: 'object',
    properties: {
      ...KEYWORDS,
      'hydra:totalItems': { type: 'integer', minimum: 0 },
      'hydra:member': arrayOf(member),
      'hydra:view': { type: 'object' },
      'hydra:search': { type: 'object' },
    },
    required: ['@context', '@type', '@id', 'hydra:member'],
  };
}

function reference(name: string): object {
  return { $ref: `#/components/schemas/${name}` };
}

function arrayOf(items: object): object {
  return { type: 'array', items };
}

const TEXT = { type: 'string' };
const KEYWORDS = {
  '@context': TEXT,
  '@type': { type: ['string', 'array'], items: TEXT },
  '@id': { type: 'string', format: 'iri-reference' },
};
const VIOLATION = {
  type: 'object',
  description: 'One thing that is wrong with a body or a query.',
  properties: {
    propertyPath: { ...TEXT, description: 'The property or the parameter.' },
    pointer: { ...TEXT, description: 'Where in the body it is (RFC 6901).' },
    message: { ...TEXT, description: 'What is wrong and what would be right.' },
    code: { ...TEXT, description: 'The same for programs.' },
  },
  required: ['propertyPath', 'message', 'code'],
};
const PROBLEM = {
  ...KEYWORDS,
  type: { type: 'string', format: 'uri', description: 'The kind of problem; it can be opened.' },
  title: { ...TEXT, description: 'The same for every occurrence of the kind.' },
  status: { type: 'integer', description: 'The status of the answer.' },
  detail: { ...TEXT, description: 'What is wrong here and what would be right.' },
  instance: { type: 'string', format: 'uri', description: 'The id of the request.' },
};
const ERROR = {
  type: 'object',
  description: 'What is wrong (RFC 9457).',
  properties: PROBLEM,
  required: ['type', 'title', 'status', 'detail', 'instance'],
};
const CONSTRAINT_VIOLATION = {
  type: 'object',
  description: 'What is wrong with a body or a query, field by field.',
  properties: { ...PROBLEM, violations: { type: 'array', items: { $ref: '#/components/schemas/Violation' } } },
  required: ERROR.required,
};
