import { join } from 'node:path';
import { readContexts } from '../../../src/hydra/contexts/read-contexts.ts';
import { documentRenderer } from '../../../src/hydra/documentation/render.ts';
import type { DocumentSources } from '../../../src/hydra/documentation/sources.ts';
import { problemType } from '../../../src/hydra/index.ts';
import type { ClassModel, Model } from '../../../src/hydra/model/model.ts';
import type { Declared, DeclaredAction } from '../../../src/hydra/operations/declared.ts';
import { projectRoot } from '../../../src/project-root.ts';
import { givenToyModel, resourceNamed } from '../support/toy-model.ts';

export const ORIGIN = 'https://host';
export const NO_LIBRARY = problemType({ slug: 'no-library', status: 403, title: 'No library', text: 'Choose one.' });
export const CLOSED = problemType({ slug: 'closed', status: 409, title: 'Closed', text: 'Come back later.' });
export const LENT = problemType({ slug: 'lent', status: 409, title: 'Lent out', text: 'Somebody has it.' });

/** What documents of the toys are made of, with an action on books and one about no row. */
export async function givenSources(): Promise<DocumentSources> {
  const model = await givenToyModel();
  return {
    title: 'Toys',
    description: 'Toys of the engine.',
    base: '/api',
    signIn: { path: '/login', example: { name: 'you' }, token: 'token' },
    model,
    declared: declared(model),
    contexts: readContexts(join(projectRoot, 'tests', 'hydra', 'toys', 'contexts')),
    parametersOf: ({ name }) => [
      { name: 'page', in: 'query', description: `Of ${name}.`, required: false, schema: { type: 'integer' } },
    ],
    narrowed: [],
    problems: [],
  };
}

/** A document of the toys, read. */
export async function givenDocument(path: string, type = 0): Promise<Record<string, unknown>> {
  const rendered = documentRenderer(await givenSources())(ORIGIN).get(path)?.[type];
  if (rendered === undefined) throw new Error(`There is no document at ${path}.`);
  return JSON.parse(rendered.text) as Record<string, unknown>;
}

/** A class of the toys, by name. */
export function classNamed(model: Model, name: string): ClassModel {
  const found = model.classes.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no class ${name}.`);
  return found;
}

function declared(model: Model): Declared {
  const book = resourceNamed(model, 'Book');
  const lend: DeclaredAction = {
    ...ACTION,
    place: 'each',
    subject: book,
    path: '/books/{id}/lend',
    name: 'lend',
    allow: { kind: 'role', name: 'keeper', where: 'tenant' },
    refuse: [{ when: { kind: 'filled', path: 'lent' }, problem: LENT }],
    input: classNamed(model, 'Review'),
    output: book,
    answers: [200],
  };
  const ring: DeclaredAction = {
    ...ACTION,
    place: 'none',
    subject: null,
    path: '/doors/ring',
    name: 'ring',
    allow: { kind: 'constant', value: true },
    refuse: [],
    input: null,
    output: null,
    answers: [204],
    system: true,
    keyed: false,
  };
  return {
    actions: [lend, ring],
    performers: [],
    provided: [],
    collections: [],
    common: [NO_LIBRARY],
    closed: [CLOSED],
  };
}

const ACTION = {
  where: null,
  orElse: null,
  problems: [],
  limit: null,
  whileClosed: false,
  system: false,
  action: { perform: () => Promise.reject(new Error('Documents perform nothing.')) },
  secret: false,
  keyed: true,
  transactional: false,
} as const;
