import type { NamingStrategyInterface, Table, View } from 'typeorm';
import { DefaultNamingStrategy } from 'typeorm';

/** PostgreSQL cuts longer names without a word, and then two could be one. */
const LONGEST_NAME = 63;

/**
 * Names of tables and columns in snake_case, and of keys, references, indexes and unique constraints from their table
 * and columns: `fk_meeting_employee_id`. The drift check compares names, so a changed column shows as a changed name.
 * The tenant's column leads them all and is left out where others follow.
 */
export class Naming extends DefaultNamingStrategy implements NamingStrategyInterface {
  readonly #tenantColumn: string;

  constructor(tenantColumn: string) {
    super();
    this.#tenantColumn = tenantColumn;
  }

  override tableName(className: string, given: string | undefined): string {
    return given ?? snake(className);
  }

  override columnName(property: string, given: string | undefined, prefixes: string[]): string {
    return [...prefixes.map(snake), given ?? snake(property)].join('_');
  }

  override relationName(property: string): string {
    return snake(property);
  }

  override joinColumnName(relation: string, referencedColumn: string): string {
    return `${snake(relation)}_${snake(referencedColumn)}`;
  }

  override primaryKeyName(table: Table | string): string {
    return bounded(`pk_${bare(table)}`);
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return this.#name('uq', table, columns);
  }

  override relationConstraintName(table: Table | string, columns: string[]): string {
    return this.#name('uq', table, columns);
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return this.#name('fk', table, columns);
  }

  override indexName(table: Table | View | string, columns: string[]): string {
    return this.#name('ix', table, columns);
  }

  /** A check has no columns to be named for: `@Check('ck_meeting_window', …)`. */
  override checkConstraintName(table: Table | string, expression: string): string {
    throw new TypeError(`Give the check (${expression}) of ${bare(table)} a name: @Check('ck_${bare(table)}_…', …)`);
  }

  #name(kind: string, table: Table | View | string, columns: readonly string[]): string {
    const own = columns.filter((column) => column !== this.#tenantColumn);
    return bounded([kind, bare(table), ...(own.length > 0 ? own : columns)].join('_'));
  }
}

function snake(name: string): string {
  return name.replace(/[A-Z]/g, (letter, at: number) => `${at === 0 ? '' : '_'}${letter.toLowerCase()}`);
}

/** Without the schema. */
function bare(table: Table | View | string): string {
  const path = typeof table === 'string' ? table : table.name;
  return path.slice(path.lastIndexOf('.') + 1);
}

function bounded(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  throw new TypeError(`The name ${name} is longer than ${LONGEST_NAME} characters: give it in the decorator.`);
}
