import type { ExpressionNode } from '../declare/expressions.ts';
import type { Constructor } from '../declare/record.ts';
import { kebab } from '../kebab.ts';
import type { ClassModel, Field, Vocabulary } from './model.ts';

/** A collection below each row of a class. */
export interface SubCollection {
  readonly parent: Constructor;
  /** Of the property that links it; its path has it in kebab case. */
  readonly name: string;
  readonly members: Constructor;
  /** Who may see it, and whom rows show the link. */
  readonly allow: ExpressionNode;
}

/** What the links are made of. */
interface LinkSources {
  readonly subCollections: readonly SubCollection[];
  readonly vocabulary: Vocabulary;
  readonly classOf: (type: Constructor) => ClassModel | null;
  readonly mistakes: string[];
}

/** The path below each row of a resource, as a template or with the `{id}` that is given. */
export function belowEach(resource: string, name: string, id = '{id}'): string {
  return `${resource}/${id}/${kebab(name)}`;
}

/** The fields by which rows of a class link the collections below them, to be shown behind the others. */
export function collectionLinks(type: Constructor, own: readonly Field[], sources: LinkSources): readonly Field[] {
  const parent = sources.classOf(type);
  if (parent === null) return [];
  return sources.subCollections
    .filter((each) => each.parent === type)
    .flatMap((each) => {
      const members = sources.classOf(each.members);
      const mistakes = mistakesIn(each, parent, members, own);
      sources.mistakes.push(...mistakes);
      return members === null || mistakes.length > 0 ? [] : [linkTo(each, parent, members, sources.vocabulary)];
    });
}

function mistakesIn(
  { name, members: { name: memberName } }: SubCollection,
  parent: ClassModel,
  members: ClassModel | null,
  own: readonly Field[],
): string[] {
  const at = `${parent.name}.${name}`;
  const hasAddresses = members?.kind === 'shape' && members.fragment !== null;
  return [
    ...(hasAddresses ? [] : [`${at}: decorate ${memberName} with @Shape({ fragment: '{id}' }), items have addresses.`]),
    ...(own.some((field) => field.name === name)
      ? [`${at}: rename the collection, there is a field of that name.`]
      : []),
    ...(parent.resource?.singleton === true
      ? [`${at}: hang it below a resource with ids, ${parent.name} has none.`]
      : []),
  ];
}

function linkTo(
  { name, allow }: SubCollection,
  parent: ClassModel,
  members: ClassModel,
  vocabulary: Vocabulary,
): Field {
  const template = belowEach(parent.resource?.path ?? '', name, `{${parent.id?.column.property ?? 'id'}}`);
  const iri = `${parent.name}/${name}`;
  return {
    name,
    kind: 'computed',
    datatype: 'iri',
    column: null,
    expression: { kind: 'address', template },
    target: null,
    members,
    back: null,
    sorted: null,
    from: null,
    translate: null,
    nullable: false,
    required: false,
    writable: 'never',
    readable: true,
    readableBy: allow,
    writableBy: null,
    whenGone: 'refuse',
    limits: {},
    comment: vocabulary.commentOf(parent.name, name) ?? `The collection of ${members.name} resources.`,
    term: vocabulary.termOf(parent.name, name) ?? { iri, absolute: null, type: '@id', container: null, language: null },
  };
}
