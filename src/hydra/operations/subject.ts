import type { ExpressionNode } from '../declare/expressions.ts';
import type { Model, ResourceModel } from '../model/model.ts';
import type { Asker } from '../plan/fold.ts';
import { fold } from '../plan/fold.ts';
import { conditionSql, surely } from '../plan/sql/expression.ts';
import { allSql, another, columnSql, fromSql, openScope, tenantSql } from '../plan/sql/scope.ts';
import type { Compiled } from '../plan/statement.ts';
import { bind, compiled } from '../plan/statement.ts';
import type { ProblemType } from '../problem.ts';
import { FORBIDDEN, NOT_FOUND, ProblemError } from '../problem.ts';
import type { Asked } from './asked.ts';
import type { RowCodec } from './row-codec.ts';
import { rowCodec } from './row-codec.ts';
import type { Rows, Settings } from './rows.ts';
import { bindingOf, frameFor } from './rows.ts';

/** How the row that an operation is about is found, and what must hold for it. */
export interface SubjectPlan {
  readonly of: ResourceModel;
  readonly codec: RowCodec;
  /** Parameters: slots, then the id where the path has one. Columns, then the answers of the rules. */
  readonly compiled: Compiled;
  readonly byId: boolean;
  readonly orElse: ProblemType;
  readonly refusals: readonly ProblemType[];
}

/** What a subject must satisfy. */
export interface SubjectRules {
  readonly of: ResourceModel;
  /** Which row, for operations without an id in the path. */
  readonly where: ExpressionNode | null;
  readonly orElse: ProblemType | null;
  readonly allow: ExpressionNode;
  readonly refuse: readonly { readonly when: ExpressionNode; readonly problem: ProblemType }[];
}

/** One statement that reads the row, whether the caller may, and which states refuse it. */
export function subjectPlan(model: Model, rules: SubjectRules, asker: Asker): SubjectPlan {
  const { of } = rules;
  const scope = openScope(model, of);
  const row = another(scope, of);
  const codec = rowCodec(of, false);
  const sql = (rule: ExpressionNode) => conditionSql(scope, row, fold(rule, of, asker));
  const byId = rules.where === null && !of.resource.singleton;
  const seen = [tenantSql(scope, row), sql(of.read), rules.where === null ? null : sql(rules.where)];
  const answers = [rules.allow, ...rules.refuse.map(({ when }) => when)].map((rule) => surely(sql(rule)));
  const id = byId ? `${columnSql(row, of.id.column)} = $${scope.slots.length + 1}` : null;
  const text = `SELECT ${[codec.select(row.alias), ...answers].join(', ')} FROM ${fromSql(row)} WHERE ${allSql([...seen, id])}`;
  return Object.freeze({
    of,
    codec,
    compiled: compiled(text, scope.slots),
    byId,
    orElse: rules.orElse ?? NOT_FOUND,
    refusals: rules.refuse.map(({ problem }) => problem),
  });
}

/**
 * The row that the operation is about.
 * @throws ProblemError 404 or the operation's own when there is none, 403 when its rule refuses the row.
 */
export async function readSubject(plan: SubjectPlan, rows: Rows, settings: Settings, asked: Asked) {
  const { caller } = asked;
  const bound = bind(plan.compiled, bindingOf(caller), plan.byId ? [asked.id] : []);
  const [result] = await rows.read(caller, frameFor(settings, plan.of, caller), [bound], asked.incoming.signal);
  const row = result?.rows[0];
  if (row === undefined) throw new ProblemError(plan.orElse);
  const answers = row.slice(row.length - 1 - plan.refusals.length);
  if (answers[0] !== 't') throw new ProblemError(FORBIDDEN);
  const refusal = plan.refusals.find((_problem, index) => answers[index + 1] === 't') ?? null;
  return { subject: plan.codec.decode(row), refusal };
}
