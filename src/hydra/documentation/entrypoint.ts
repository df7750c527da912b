import type { ClassModel, Model } from '../model/model.ts';
import type { Declared } from '../operations/declared.ts';
import { lowerFirst } from '../operations/describe-names.ts';

/** One link of the entry point. */
export interface EntryLink {
  /** `meeting`. */
  readonly key: string;
  /** Below the base. */
  readonly path: string;
  readonly of: ClassModel;
  /** Whether it leads to a collection or to one thing. */
  readonly to: 'collection' | 'item';
}

/** The links of the entry point, by key; the same for everybody (wire-format §4). */
export function entryLinks(model: Model, declared: Declared): readonly EntryLink[] {
  const resources = model.resources.map((of): EntryLink => {
    const to = of.resource.singleton ? 'item' : 'collection';
    return { key: lowerFirst(of.name), path: of.resource.path, of, to };
  });
  const provided = declared.provided.map(
    ({ path, output }): EntryLink => ({ key: lowerFirst(output.name), path, of: output, to: 'item' }),
  );
  return [...resources, ...provided].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The body of the entry point; as JSON it has no context. */
export function entrypoint(links: readonly EntryLink[], base: string, withContext: boolean): object {
  return {
    ...(withContext ? { '@context': `${base}/contexts/Entrypoint` } : {}),
    '@type': 'Entrypoint',
    '@id': base,
    ...Object.fromEntries(links.map(({ key, path }) => [key, `${base}${path}`])),
  };
}
