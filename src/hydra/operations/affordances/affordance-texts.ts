import type { RowText } from '../../formats/row-text.ts';
import { choice, ROW_ADDRESS } from '../../formats/row-text.ts';
import type { Field } from '../../model/model.ts';
import type { AffordanceColumns } from '../../plan/affordances.ts';
import type { ReadPlan } from '../../plan/read-plan.ts';
import type { LensPlan } from '../served.ts';
import { actionAnswer, DELETE, fieldAnswer, PATCH } from './asked-affordances.ts';
import type { DescribedAction, DescribedAffordance, DescribedAffordances } from './described-affordances.ts';
import type { NarrowedClass } from './narrowed-class.ts';
import { expectedClass } from './narrowed-class.ts';
import { operationText } from './operation-text.ts';
import type { PatchedField } from './patch-text.ts';
import { patchText } from './patch-text.ts';

/** What an asker may do, as answers in JSON-LD say it. */
export interface AffordanceTexts {
  /** Behind the fields of a row: links to actions, then the operations of the row itself. */
  readonly item: RowText;
  /** The operations of the collection node, without brackets. */
  readonly collection: string;
  /** Classes that `expects` names and nothing else. */
  readonly narrowed: readonly NarrowedClass[];
}

/** What the texts are made from. */
export interface TextSources {
  /** `/api`. */
  readonly base: string;
  /** How the asker reads and writes. */
  readonly lens: LensPlan;
  readonly described: DescribedAffordances;
  /** The reading that answers what may be done to a row. */
  readonly read: ReadPlan;
}

/** Writes down everything that the asker may do, each where its column holds. */
export function affordanceTexts(sources: TextSources): AffordanceTexts {
  const narrowed = new Map<string, NarrowedClass>();
  const expects = (operation: 'create' | 'patch', fields: readonly Field[]): string => {
    const expected = expectedClass(sources.read.of, operation, fields);
    if (expected.narrowed !== null) narrowed.set(expected.name, expected.narrowed);
    return expected.name;
  };
  const item = [
    ...sources.described.actions.flatMap((action) => actionLink(sources, action)),
    ...operations(sources, expects),
  ];
  const collection = creation(sources, expects);
  return { item, collection, narrowed: [...narrowed.values()] };
}

type Expects = (operation: 'create' | 'patch', fields: readonly Field[]) => string;

/** `,"cancel":{"@id":"/api/subscriptions/k3v9m2qa/cancel","hydra:operation":[…]}` where the row allows it. */
function actionLink({ base, read }: TextSources, action: DescribedAction): RowText {
  const { description, declared } = action;
  const [before = '', after] = declared.path.split('{id}');
  const address: RowText = after === undefined ? [`${base}${before}`] : [ROW_ADDRESS, after];
  const operation = operationText(base, description, description.expects?.name ?? null);
  return where(read.affordances, actionAnswer(action), () => [
    `,${JSON.stringify(description.name)}:{"@id":"`,
    ...address,
    `","hydra:operation":[${operation}]}`,
  ]);
}

function operations({ base, described, read, lens }: TextSources, expects: Expects): RowText {
  const { get, patch, remove } = described;
  const patched = (description: DescribedAffordance['description']) =>
    patchText(patchedFields(lens, read), (fields) => operationText(base, description, expects('patch', fields)));
  return [
    `,"hydra:operation":[${operationText(base, get, null)}`,
    ...(patch === null ? [] : where(read.affordances, PATCH, () => [',', ...patched(patch.description)])),
    ...(remove === null
      ? []
      : where(read.affordances, DELETE, () => [`,${operationText(base, remove.description, null)}`])),
    ']',
  ];
}

function where(columns: AffordanceColumns | null, answer: string, text: () => RowText): RowText {
  const column = columns?.get(answer);
  return column === undefined ? [] : choice(column, text());
}

/** What a patch of this asker may change: a row that hides a field does not let it be set either. */
function patchedFields({ patch }: LensPlan, { shape, affordances }: ReadPlan): readonly PatchedField[] {
  return (patch?.body.fields ?? []).flatMap(({ field, writable }): readonly PatchedField[] => {
    const mask = shape.fields.find((shown) => shown.field === field)?.mask ?? -1;
    const rule = field.writableBy === null ? -1 : affordances?.get(fieldAnswer(field));
    return writable !== 'always' || rule === undefined ? [] : [{ field, columns: [mask, rule] }];
  });
}

function creation({ base, described, lens, read }: TextSources, expects: Expects): string {
  if (described.create === null || lens.create === null || read.verdict === 'never') return '';
  const fields = lens.create.body.fields.map(({ field }) => field);
  return operationText(base, described.create.description, expects('create', fields));
}
