import { join } from 'node:path';
import { metadataOf } from '../../../src/database/data-source.ts';
import { limitsOf } from '../../../src/hydra/body/limits-of.ts';
import { readContexts } from '../../../src/hydra/contexts/read-contexts.ts';
import { buildModel } from '../../../src/hydra/model/build.ts';
import type { ClassModel, Model, ResourceModel } from '../../../src/hydra/model/model.ts';
import { projectRoot } from '../../../src/project-root.ts';
import { toyEntities } from '../toys/index.ts';

/** The checked model of the toys; no database is needed for it. */
export async function givenToyModel(): Promise<Model> {
  return buildModel({
    tenantColumn: 'library_id',
    metadata: await metadataOf(toyEntities),
    shapes: [],
    vocabulary: readContexts(join(projectRoot, 'tests', 'hydra', 'toys', 'contexts')),
    limitsOf,
  });
}

/** A resource of a model, by name. */
export function resourceNamed(model: Model, name: string): ResourceModel {
  const found = model.resources.find((each) => each.name === name);
  if (found === undefined) throw new Error(`There is no resource ${name}.`);
  return found;
}

/** Where the toys live. */
export function toyPathOf(type: ClassModel): string {
  return `/api${type.resource?.path ?? ''}`;
}
