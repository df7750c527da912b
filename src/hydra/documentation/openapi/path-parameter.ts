import type { ResourceModel } from '../../model/model.ts';
import type { OperationDescription } from '../../operations/description.ts';
import { problemCatalogue } from '../catalogue.ts';
import type { DocumentSources } from '../sources.ts';

/** The parts of a path that vary. */
export function pathParameters(sources: DocumentSources, { path, of }: OperationDescription): readonly object[] {
  const names = [...path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? '');
  return names.map((name) => ({ name, in: 'path', required: true, ...parameterOf(sources, name, of) }));
}

function parameterOf({ declared, problems, model }: DocumentSources, name: string, of: ResourceModel | null): object {
  if (name === 'id' && of !== null) return { description: `The id of the ${of.name}.`, schema: idSchema(of) };
  if (name === 'slug') {
    const slugs = [...problemCatalogue(declared, problems).keys()];
    return { description: 'The kind of problem.', schema: { type: 'string', enum: slugs } };
  }
  const names = model.classes
    .filter(({ resource }) => resource !== null)
    .map((each) => each.name)
    .sort();
  return { description: 'The name of a class.', schema: { type: 'string', examples: names.slice(0, 1) } };
}

/** Ids as they look in addresses. */
function idSchema({ id }: ResourceModel): object {
  const { form } = id;
  if (form.kind === 'counted') return { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER };
  if (form.kind === 'random') return { type: 'string', pattern: '^[0-9a-z]{8}$' };
  return { type: 'string', pattern: form.form.source, examples: [form.example] };
}
