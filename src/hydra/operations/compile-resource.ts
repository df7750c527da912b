import { compileBody } from '../body/body-plan.ts';
import type { ExpressionNode } from '../declare/expressions.ts';
import type { ScalarTools } from '../formats/compile-writer.ts';
import type { IriPlace } from '../iri.ts';
import type { Column, Field, Model, ResourceModel } from '../model/model.ts';
import { deletePlan } from '../plan/delete-plan.ts';
import type { Asker } from '../plan/fold.ts';
import { fold, verdict } from '../plan/fold.ts';
import { insertPlan } from '../plan/insert-plan.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import { readPlan } from '../plan/read-plan.ts';
import type { PathOf } from '../plan/sql/row-columns.ts';
import { ensurePlan, storedPlan } from '../plan/stored-plan.ts';
import { updatePlan } from '../plan/update-plan.ts';
import { permission } from '../plan/writing.ts';
import { compileParameters } from '../query/parameters.ts';
import type { QueryField } from '../query/query-field.ts';
import { compileReading, keptSets } from './compile-reading.ts';
import type { LensPlan, PatchPlan } from './served.ts';

/** What all plans of a model are compiled with. */
export interface CompileContext {
  readonly model: Model;
  /** `/api`. */
  readonly base: string;
  readonly pathOf: PathOf;
  readonly placeOf: (of: ResourceModel) => IriPlace;
  readonly scalars: ScalarTools;
  /** Namespaces by the prefixes that contexts define. */
  readonly prefixes: ReadonlyMap<string, string>;
}

/** Compiles everything that askers of one lens may do with a resource. */
export function compileLens(context: CompileContext, of: ResourceModel, asker: Asker): LensPlan {
  const { model, pathOf } = context;
  const read = readPlan(model, of, asker, pathOf);
  const parameters = compileParameters(querySubject(context, read));
  const whole = compileReading(context, read, parameters);
  const may = {
    create: permission(of, of.resource.create, asker),
    patch: permission(of, of.resource.patch, asker),
    delete: permission(of, of.resource.delete, asker),
  };
  return Object.freeze({
    ...whole,
    may,
    narrowed: keptSets((fields) =>
      compileReading(context, readPlan(model, of, asker, pathOf, null, fields), parameters),
    ),
    create: may.create === 'never' ? null : createPlan(context, read, asker),
    patch: may.patch === 'never' ? null : patchPlan(context, read, asker),
    remove: may.delete === 'never' ? null : deletePlan({ model, of, asker, pathOf }),
  });
}

function querySubject({ pathOf, placeOf }: CompileContext, read: ReadPlan) {
  const { sorted, whole } = read.of.resource;
  const fields = read.queryable.map(
    ({ field, target, ...rest }): QueryField => ({
      ...rest,
      nullable: field.nullable,
      // The target of a reference is a resource, which the model's checks hold it to.
      place: target === null ? null : placeOf(target as ResourceModel),
      choices: field.limits.choices ?? null,
      comment: field.comment,
    }),
  );
  const order = sorted === null ? null : { field: sorted.replace(/^-/, ''), descending: sorted.startsWith('-') };
  return {
    path: pathOf(read.of),
    fields,
    sorted: order,
    whole,
    readable: read.shape.fields.map(({ field }) => field.name),
  };
}

function createPlan(context: CompileContext, read: ReadPlan, asker: Asker): LensPlan['create'] {
  const { of } = read;
  const allowed = (field: Field) =>
    isWritable(read, field) && mayWrite(read, field, asker) ? field.writable : 'never';
  const columns = storedColumns(
    of.fields.filter((field) => allowed(field) !== 'never'),
    of,
  );
  const body = compileBody(of, { pathOf: context.pathOf, allowed });
  return { body, columns, write: insertPlan({ ...context, of, asker }, columns) };
}

function patchPlan(context: CompileContext, read: ReadPlan, asker: Asker): PatchPlan {
  const { of } = read;
  const writable = of.fields.filter((field) => isWritable(read, field));
  const body = compileBody(of, {
    pathOf: context.pathOf,
    allowed: (field) => (writable.includes(field) ? field.writable : 'never'),
  });
  const ruled = writable.flatMap(({ name, writableBy }) => (writableBy === null ? [] : [{ name, writableBy }]));
  const verdictOf = (rule: ExpressionNode) => verdict(fold(rule, of, asker));
  const fixed = ruled.filter(({ writableBy }) => verdictOf(writableBy) === 'never').map(({ name }) => name);
  const asked = ruled.filter(({ writableBy }) => verdictOf(writableBy) === 'row');
  const kept = new Map<string, ReturnType<typeof updatePlan>>();
  const update = (columns: readonly Column[]) => {
    const key = columns.map(({ name }) => name).join();
    const made = kept.get(key) ?? updatePlan({ ...context, of, asker }, columns);
    kept.set(key, made);
    return made;
  };
  const stored = storedPlan(
    { ...context, of, asker },
    asked.map(({ writableBy }) => writableBy),
  );
  // Counted from the end, where the answer about the row itself is the last.
  const answers = new Map(asked.map(({ name }, index) => [name, index - asked.length - 1]));
  const ensure = of.resource.singleton ? ensurePlan(context.model, of) : null;
  return { body, update, stored, ensure, fixed: new Set(fixed), answers };
}

/** What a caller cannot read, the caller cannot write. */
function isWritable({ shape }: ReadPlan, field: Field): boolean {
  return field.writable !== 'never' && shape.fields.some((shown) => shown.field === field);
}

function mayWrite({ of }: ReadPlan, field: Field, asker: Asker): boolean {
  return field.writableBy === null || verdict(fold(field.writableBy, of, asker)) !== 'never';
}

/** Columns that an INSERT names: those of the fields, and an id that the engine draws. */
function storedColumns(fields: readonly Field[], of: ResourceModel): readonly Column[] {
  const drawn = of.id.form.kind === 'random' ? [of.id.column] : [];
  return [...drawn, ...fields.flatMap(({ column }) => (column === null ? [] : [column]))];
}
