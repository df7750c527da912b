import { createHash } from 'node:crypto';
import type { ExpressionNode } from '../declare/expressions.ts';
import type { ClassModel, Model, ResourceModel } from '../model/model.ts';
import type { Affordance, AffordanceColumns } from './affordances.ts';
import { withAffordances } from './affordances.ts';
import type { Asker } from './fold.ts';
import { fold, verdict } from './fold.ts';
import type { QueryableField } from './queryable.ts';
import { queryableFields } from './queryable.ts';
import { CLOCK, conditionSql } from './sql/expression.ts';
import type { PathOf, RowShape } from './sql/row-columns.ts';
import { rowShape } from './sql/row-columns.ts';
import type { RowAlias, Scope, Slot } from './sql/scope.ts';
import { allSql, another, columnSql, fromSql, idSql, oneRowSql, openScope, tenantSql } from './sql/scope.ts';
import { furtherTables, totalSql, versionSql } from './sql/state.ts';
import type { Compiled, Manner } from './statement.ts';
import { compiled } from './statement.ts';

/** How askers of one lens read one resource; everything is text by now. */
export interface ReadPlan {
  readonly of: ResourceModel;
  /** `never`: 403 without reading. `row`: some rows are hidden. */
  readonly verdict: 'always' | 'never' | 'row';
  /** What is read. */
  readonly shape: RowShape;
  /** What is written of it: where only some fields are asked for, orders may need others. */
  readonly shown: RowShape;
  /** Row by id: its columns, then the versions of further tables. The id is the last parameter. */
  readonly item: Compiled;
  /** The same without the row's content: its version, then those of further tables. */
  readonly itemTag: Compiled;
  /** Total and version of the table, then the versions of further tables. */
  readonly state: Compiled;
  readonly list: ListTexts;
  /** Predicate of the rows that the kept total counts, whoever asks. */
  readonly ofTotal: string;
  /** Every code that a translated field is made of, for orders and filters by names; null without such a field. */
  readonly codes: Compiled | null;
  readonly queryable: readonly QueryableField[];
  /** Its texts are few enough to be prepared. */
  readonly prepared: boolean;
  /** Claims that decide what is shown, to be part of entity tags. */
  readonly itemClaims: readonly string[];
  readonly listClaims: readonly string[];
  /** How many versions of further tables `item` and `itemTag` end in. */
  readonly itemVersions: number;
  /** Where `shape` answers what may be done to a row; null: nobody has asked. */
  readonly affordances: AffordanceColumns | null;
  /** The tag must be a digest of the answer: a clock or several tenants decide. */
  readonly digest: boolean;
  /** Changes with everything above. */
  readonly build: string;
}

/** The fixed pieces that list statements of all queries are put together from. */
export interface ListTexts {
  readonly slots: readonly Slot[];
  readonly columns: string;
  readonly from: string;
  readonly where: string;
  readonly id: string;
  /** The same rows without their columns, for counting: a statement may not leave a parameter out. */
  readonly narrowed: { readonly slots: readonly Slot[]; readonly where: string };
}

/**
 * Compiles the reading of one resource for one kind of asker, with what they may do to its rows if that is asked; with
 * `only`, of these fields alone.
 */
export function readPlan(
  model: Model,
  of: ResourceModel,
  asker: Asker,
  pathOf: PathOf,
  asked: readonly Affordance[] | null = null,
  only: readonly string[] | null = null,
): ReadPlan {
  const scope = openScope(model, of);
  const row = main(scope, of);
  const tenant = tenantSql(scope, row);
  const names = only === null ? null : new Set([...only, ...orderFields(of)]);
  const plain = rowShape({ scope, asker, pathOf }, row, names);
  const { shape, columns: affordances } = withAffordances(scope, row, asker, plain, asked ?? []);
  const manner = { named: only === null, slow: false };
  const read = { slots: [...scope.slots], reads: furtherTables(scope, of) };
  const rule = fold(of.read, of, asker);
  const where = allSql([tenant, conditionSql(scope, row, rule)]);
  const slots = [...scope.slots];
  const versions = read.reads.map((each) => versionSql(scope, each));
  const item = `SELECT ${[...shape.columns, ...versions].join(', ')} ${oneRowSql(of, row, where, slots.length + 1)}`;
  const allReads = furtherTables(scope, of);
  const list = {
    slots,
    columns: shape.columns.join(', '),
    from: `FROM ${fromSql(row)}`,
    where,
    id: idSql(row),
    narrowed: narrowedTexts(model, of, rule),
  };
  return Object.freeze({
    of,
    verdict: verdict(rule),
    shape,
    shown: only === null ? shape : { ...shape, fields: shape.fields.filter(({ field }) => only.includes(field.name)) },
    prepared: only === null,
    item: compiled(item, slots, manner),
    itemTag: tagPlan(model, of, rule, read.reads, manner),
    state: statePlan(model, of, allReads, manner),
    list,
    ofTotal: tenant ?? 'TRUE',
    codes: codesPlan(of, row, list),
    queryable: queryableFields(scope, row, shape),
    itemClaims: claimsIn(read.slots),
    listClaims: claimsIn(slots),
    itemVersions: versions.length,
    affordances: asked === null ? null : affordances,
    digest: of.belongs === 'is-tenant' || item.includes(CLOCK),
    build: fingerprint([item, JSON.stringify(list), String(verdict(rule)), ...(only ?? [])]),
  });
}

/** Fields by which the rows may be ordered: a cursor remembers their values. */
function orderFields({ resource }: ResourceModel): readonly string[] {
  return [...resource.sortable, ...(resource.sorted === null ? [] : [resource.sorted.replace(/^-/, '')])];
}

function main(scope: Scope, of: ResourceModel): RowAlias {
  const row = another(scope, of);
  scope.reads.delete(of);
  return row;
}

function statePlan(model: Model, of: ResourceModel, reads: readonly ClassModel[], manner: Manner): Compiled {
  const scope = openScope(model, of);
  const columns = [totalSql(scope, of), versionSql(scope, of), ...reads.map((each) => versionSql(scope, each))];
  return compiled(`SELECT ${columns.join(', ')}`, scope.slots, manner);
}

/** The version of a row and those of the further tables that its content is from. */
function tagPlan(
  model: Model,
  of: ResourceModel,
  rule: ExpressionNode,
  reads: readonly ClassModel[],
  manner: Manner,
): Compiled {
  const { scope, row, where } = visibleRows(model, of, rule);
  const version = of.version === null ? "'0'" : `coalesce(${columnSql(row, of.version)}, 0)`;
  const columns = [version, ...reads.map((each) => versionSql(scope, each))].join(', ');
  return compiled(`SELECT ${columns} ${oneRowSql(of, row, where, scope.slots.length + 1)}`, scope.slots, manner);
}

function narrowedTexts(model: Model, of: ResourceModel, rule: ExpressionNode): ListTexts['narrowed'] {
  const { scope, where } = visibleRows(model, of, rule);
  return { slots: [...scope.slots], where };
}

/** The rows that the rule admits, in a statement of their own. */
function visibleRows(model: Model, of: ResourceModel, rule: ExpressionNode) {
  const scope = openScope(model, of);
  const row = main(scope, of);
  return { scope, row, where: allSql([tenantSql(scope, row), conditionSql(scope, row, rule)]) };
}

function codesPlan(of: ResourceModel, row: RowAlias, list: ListTexts): Compiled | null {
  const from = of.fields.find(({ kind }) => kind === 'translated')?.from;
  const column = of.fields.find(({ name }) => name === from)?.column;
  if (column == null) return null;
  const text = `SELECT ${columnSql(row, column)} ${list.from} WHERE ${list.narrowed.where}`;
  return compiled(text, list.narrowed.slots);
}

function claimsIn(slots: readonly Slot[]): readonly string[] {
  return slots.flatMap((slot) => (slot.kind === 'claim' ? [slot.name] : []));
}

/** Short and stable: two builds that answer alike have the same. */
export function fingerprint(texts: readonly string[]): string {
  return createHash('sha256').update(texts.join('\n')).digest('hex').slice(0, 4);
}
