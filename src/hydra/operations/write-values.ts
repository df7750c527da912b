import type { Values } from '../body/body-plan.ts';
import type { Column, Field, ResourceModel } from '../model/model.ts';
import { randomId } from '../random-id.ts';
import type { Value } from '../rows/statement.ts';
import { encodeValue } from './row-codec.ts';

/** The parameters of an INSERT: what was sent, else the column's default, else null; a random id is drawn. */
export function insertValues(of: ResourceModel, columns: readonly Column[], values: Values): readonly Value[] {
  return columns.map((column) => {
    if (column === of.id.column && of.id.form.kind === 'random') return randomId();
    const sent = values[fieldOf(of, column)?.name ?? ''];
    return encodeValue(column, sent === undefined ? column.defaultValue : sent);
  });
}

/** The columns that a patch changes, in the order of the class, with their parameters. */
export function updateValues(
  of: ResourceModel,
  changed: Values,
): { readonly columns: readonly Column[]; readonly values: readonly Value[] } {
  const pairs = of.fields.flatMap(({ name, column }) =>
    column !== null && name in changed ? [{ column, value: encodeValue(column, changed[name]) }] : [],
  );
  return { columns: pairs.map(({ column }) => column), values: pairs.map(({ value }) => value) };
}

function fieldOf(of: ResourceModel, column: Column): Field | undefined {
  return of.fields.find((field) => field.column?.name === column.name);
}
