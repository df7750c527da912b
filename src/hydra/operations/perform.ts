import type { Model } from '../model/model.ts';
import { AUDIT_INTO } from '../plan/sql/audit.ts';
import type { Frame } from '../rows/statement.ts';
import { statement } from '../rows/statement.ts';
import type { Run } from '../rows/transaction.ts';
import type { Action, Answer, Call, SystemTransaction, Transaction } from '../seams.ts';
import { isAnswer } from '../seams.ts';
import type { Asked } from './asked.ts';
import type { Outcome } from './outcome.ts';
import type { RowCodecs } from './row-codec.ts';
import { RowTransaction } from './row-transaction.ts';
import type { Rows, Settings } from './rows.ts';
import { frameOf } from './rows.ts';

/** Runs code of the product as an operation: what it prepares, then its effect in one last transaction. */
export interface Performance {
  readonly model: Model;
  readonly codecs: RowCodecs;
  readonly rows: Rows;
  readonly settings: Settings;
  readonly frame: Frame;
  readonly as: 'requests' | 'system';
  /** The name in the audit table and the table that is written. */
  readonly operation: string;
  readonly table: string;
}

/** What an effect has returned, with the transaction that it ran in still open. */
export type Finish = (result: unknown, answer: Answer<unknown> | null, run: Run) => Promise<Outcome>;

/** What code of the product is run about. */
export interface About {
  readonly subject: unknown;
  readonly input: unknown;
  /** Names of the properties that are written, for the audit table. */
  readonly changed?: readonly string[];
  /** First in the transaction of the effect: makes sure that what was read before still holds. */
  readonly hold?: (run: Run) => Promise<void>;
}

/** @throws whatever the action refuses with; then nothing of its effect has happened. */
export async function perform(
  performance: Performance,
  asked: Asked,
  action: Action<unknown, unknown, unknown>,
  about: About,
  finish: Finish,
): Promise<Outcome> {
  await asked.ending.begin();
  const call = callOf(performance, asked, about);
  const effect = await action.perform(call);
  return inTransaction(performance, asked, async (tx, run) => {
    await about.hold?.(run);
    const returned = await effect(tx);
    const answer = isAnswer(returned) ? returned : null;
    const body = answer === null ? returned : answer.body;
    await audit(performance, asked, { ...about, subject: about.subject ?? body, by: answer?.by }, run);
    return asked.ending.end(await finish(body, answer, run), run);
  });
}

/** What code of the product gets of a request. */
export function callOf<I>(
  performance: Performance,
  asked: Asked,
  { subject, input }: { readonly subject: unknown; readonly input: I },
): Call<unknown, I> {
  const { caller, incoming, now } = asked;
  const { address, signal } = incoming;
  const commit: Call<unknown, unknown>['commit'] = (work) => {
    if (asked.ending.isRehearsal) throw new TypeError(`${performance.operation} commits, so it is not transactional.`);
    return inTransaction(performance, asked, (tx) => work(tx));
  };
  return { subject, input, caller, address, now, signal, commit };
}

function inTransaction<R>(
  performance: Performance,
  { caller, incoming }: Asked,
  work: (tx: Transaction, run: Run) => Promise<R>,
): Promise<R> {
  const { rows, as, frame, model, codecs } = performance;
  return rows.transaction(
    as,
    frame,
    (run, reframe) => {
      const system = as === 'system';
      const context = { model, codecs, run, tenant: caller?.tenant ?? null, spansTenants: system, secrets: system };
      const inTenant = tenantChooser(performance, run, reframe);
      const tx = new RowTransaction(context);
      return work(system ? withTenants(tx, inTenant) : tx, run);
    },
    incoming.signal,
  );
}

/** A transaction of the system role chooses a tenant late; from then on its statements carry it. */
function tenantChooser(
  { model, codecs, settings }: Performance,
  run: Run,
  reframe: (frame: Frame) => Promise<void>,
): SystemTransaction['inTenant'] {
  return (tenant) => {
    const frame = frameOf(settings, tenant);
    const framed: Run = async (bounds) => {
      await reframe(frame);
      return run(bounds);
    };
    return new RowTransaction({ model, codecs, run: framed, tenant, spansTenants: false, secrets: true });
  };
}

function withTenants(tx: RowTransaction, inTenant: SystemTransaction['inTenant']): SystemTransaction {
  return {
    find: (type, match) => tx.find(type, match),
    lock: (type, match) => tx.lock(type, match),
    list: (type, match) => tx.list(type, match),
    insert: (type, values) => tx.insert(type, values),
    update: (type, row, changes) => tx.update(type, row, changes),
    remove: (type, match) => tx.remove(type, match),
    inTenant,
  };
}

const AUDIT = statement(`${AUDIT_INTO} VALUES ($1, $2, $3, $4, $5, $6, $7, 'done', $8)`);

interface Done {
  readonly subject: unknown;
  readonly changed?: readonly string[];
  readonly by: Answer<unknown>['by'];
}

async function audit(
  { operation, table }: Performance,
  { caller, incoming }: Asked,
  { subject, changed = [], by }: Done,
  run: Run,
): Promise<void> {
  const who = by ?? caller;
  const scope = who?.tenant ?? '-';
  const id = typeof subject === 'object' && subject !== null && 'id' in subject ? String(subject.id) : null;
  const values = [
    scope,
    who?.actor ?? null,
    who?.credential ?? null,
    operation,
    table,
    id,
    changed,
    incoming.requestId,
  ];
  await run([{ statement: AUDIT, values }]);
}
