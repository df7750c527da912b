import type { ClassModel, Model } from '../model/model.ts';
import { allFields } from '../model/paths.ts';
import { clearingParts, clearsOthers } from '../plan/clearing.ts';
import { quoteName } from '../plan/sql/quote.ts';
import type { Scope } from '../plan/sql/scope.ts';
import { openScope, tableOf } from '../plan/sql/scope.ts';
import { raiseSql } from '../plan/sql/state.ts';
import { keptSets } from '../plan/writing.ts';
import { randomId } from '../random-id.ts';
import type { TextRow, Value } from '../rows/statement.ts';
import { statement } from '../rows/statement.ts';
import type { Run } from '../rows/transaction.ts';
import type { Changes, Match, Transaction, Type } from '../seams.ts';
import type { RowCodec, RowCodecs } from './row-codec.ts';
import { encodeValue } from './row-codec.ts';

/** What a transaction of rows works with. */
export interface RowContext {
  readonly model: Model;
  readonly codecs: RowCodecs;
  readonly run: Run;
  /** Null: rows of all tenants that the database role may see. */
  readonly tenant: string | null;
  readonly spansTenants: boolean;
  /** Whether columns only the system role may read are part of the rows. */
  readonly secrets: boolean;
}

/** Rows of one tenant and global rows, by SQL made from the model; totals and versions are kept by each write. */
export class RowTransaction implements Transaction {
  readonly #context: RowContext;

  constructor(context: RowContext) {
    this.#context = context;
  }

  async find<T>(type: Type<T>, match: Match<T>): Promise<T | null> {
    const [first] = await this.#select(type, match, 'LIMIT 1');
    return first ?? null;
  }

  async lock<T>(type: Type<T>, match: Match<T>): Promise<T | null> {
    const [first] = await this.#select(type, match, 'LIMIT 1 FOR UPDATE');
    return first ?? null;
  }

  async list<T>(type: Type<T>, match: Match<T>): Promise<readonly T[]> {
    const { of } = this.#open(type);
    const order = of.id === null ? '' : `ORDER BY t.${quoteName(of.id.column.name)}`;
    return this.#select(type, match, order);
  }

  async insert<T>(type: Type<T>, values: Changes<T>): Promise<T> {
    const { of, codec, scope, parameters } = this.#open(type);
    const given = { ...this.#drawn(of), ...values };
    const entries = this.#entries(of, codec, given).map(([name, value]) => [name, parameters.add(value)] as const);
    const own = this.#owns(of) ? [[this.#context.model.tenantColumn, '$1'] as const] : [];
    const all = [...own, ...entries];
    const names = all.map(([name]) => quoteName(name)).join(', ');
    const made = `INSERT INTO ${quoteName(tableOf(of))} AS t (${names}) VALUES (${all.map(([, sql]) => sql).join(', ')}) RETURNING t.*`;
    const text = `WITH made AS (${made})${this.#counted(scope, of, 1, 'made')} SELECT ${codec.select('made')} FROM made`;
    return this.#one(codec, await this.#run(text, parameters.values));
  }

  async update<T extends object>(type: Type<T>, row: T, changes: Changes<T>): Promise<T> {
    const { of, codec, scope, parameters } = this.#open(type);
    const sets = this.#entries(of, codec, changes).map(
      ([name, value]) => `${quoteName(name)} = ${parameters.add(value)}`,
    );
    if (sets.length === 0) return row;
    const where = this.#where(of, codec, this.#keyOf(of, row), parameters);
    const changed = `UPDATE ${quoteName(tableOf(of))} AS t SET ${[...sets, ...keptSets(of)].join(', ')} WHERE ${where} RETURNING t.*`;
    const text = `WITH changed AS (${changed})${this.#counted(scope, of, 0, 'changed')} SELECT ${codec.select('changed')} FROM changed`;
    return this.#one(codec, await this.#run(text, parameters.values));
  }

  async remove<T>(type: Type<T>, match: Match<T>): Promise<number> {
    const { of, codec, scope, parameters } = this.#open(type);
    const where = this.#where(of, codec, match, parameters);
    const id = of.id === null ? '1' : `t.${quoteName(of.id.column.name)}`;
    const gone = `DELETE FROM ${quoteName(tableOf(of))} AS t WHERE ${where} RETURNING ${id} AS id`;
    if (!this.#owns(of) && of.belongs === 'tenant' && clearsOthers(scope, of)) {
      throw new TypeError(`${of.name}: choose a tenant before removing rows that others refer to.`);
    }
    const parts = [`gone AS (${gone})`, ...clearingParts(scope, of)];
    const text = `WITH ${parts.join(', ')}${this.#counted(scope, of, -1, 'gone')} SELECT count(*) FROM gone`;
    const [row] = await this.#run(text, parameters.values);
    return Number(row?.[0] ?? 0);
  }

  async #select<T>(type: Type<T>, match: Match<T>, end: string): Promise<T[]> {
    const { of, codec, parameters } = this.#open(type);
    const where = this.#where(of, codec, match, parameters);
    const text = `SELECT ${codec.select('t')} FROM ${quoteName(tableOf(of))} AS t WHERE ${where} ${end}`;
    const rows = await this.#run(text, parameters.values);
    // The codec makes objects of the class that the caller named.
    return rows.map((row) => codec.decode(row) as T);
  }

  #open<T>(type: Type<T>) {
    const { model, codecs, secrets } = this.#context;
    const of = model.byType.get(type);
    if (of === undefined) throw new TypeError(`${type.name}: add the class to the list of entities.`);
    const parameters = new Parameters(this.#owns(of) ? [this.#context.tenant] : []);
    return { of, codec: codecs(of, secrets), scope: openScope(model, of), parameters };
  }

  /** Whether statements about the class carry the tenant as their first parameter. */
  #owns(of: ClassModel): boolean {
    return of.belongs === 'tenant' && !this.#context.spansTenants;
  }

  #where(of: ClassModel, codec: RowCodec, match: object, parameters: Parameters): string {
    const own = this.#owns(of) ? [`t.${quoteName(this.#context.model.tenantColumn)} = $1`] : [];
    const asked = Object.entries(match).map(([property, value]) => {
      const column = codec.columnOf(property);
      if (column === undefined) throw new TypeError(`${of.name} has no column for ${property}.`);
      const sql = `t.${quoteName(column.name)}`;
      if (value === null) return `${sql} IS NULL`;
      if (!Array.isArray(value) || column.array) return `${sql} = ${parameters.add(encodeValue(column, value))}`;
      return `${sql} = ANY(${parameters.add(value.map((each) => String(encodeValue(column, each))))})`;
    });
    return [...own, ...asked].join(' AND ') || 'TRUE';
  }

  #entries(of: ClassModel, codec: RowCodec, values: object): (readonly [string, Value])[] {
    return Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([property, value]) => {
        const column = codec.columnOf(property);
        if (column === undefined) throw new TypeError(`${of.name} has no column for ${property}.`);
        return [column.name, encodeValue(column, value)] as const;
      });
  }

  #drawn(of: ClassModel): Record<string, string> {
    return of.id?.form.kind === 'random' ? { [of.id.column.property]: randomId() } : {};
  }

  #keyOf(of: ClassModel, row: object): Record<string, unknown> {
    if (of.id === null) throw new TypeError(`${of.name} has no id to be updated by.`);
    const property = of.id.column.property;
    // Rows come from this transaction's own reads, so they have the property.
    return { [property]: (row as Record<string, unknown>)[property] };
  }

  /** Raises total and version of tables that somebody reads; spanning transactions have no tenant to count for. */
  #counted(scope: Scope, of: ClassModel, total: number, rowsOf: string): string {
    const counts = isCounted(this.#context.model, of) && (of.belongs !== 'tenant' || this.#owns(of));
    return counts ? `, counted AS (${raiseSql(scope, of, { total, rowsOf })})` : '';
  }

  async #run(text: string, values: readonly Value[]): Promise<readonly TextRow[]> {
    const [result] = await this.#context.run([{ statement: statement(text, { named: false }), values }]);
    return result?.rows ?? [];
  }

  #one<T>(codec: RowCodec, rows: readonly TextRow[]): T {
    const [row] = rows;
    if (row === undefined) throw new TypeError('A row that was just read is gone: lock it before writing it.');
    return codec.decode(row) as T;
  }
}

/** Whether plans read the table: resources, their parts, and what references lead to. */
function isCounted(model: Model, of: ClassModel): boolean {
  if (of.kind !== 'stored') return true;
  return model.classes.some((type) => allFields(type).some(({ target }) => target === of));
}

/** Numbers the parameters of one statement. */
class Parameters {
  readonly values: Value[];

  constructor(first: readonly Value[]) {
    this.values = [...first];
  }

  add(value: Value): string {
    return `$${this.values.push(value)}`;
  }
}
