import type { ClassModel, Column, Model } from '../../model/model.ts';
import { allFields } from '../../model/paths.ts';

/** The column of `target` that refers to `of`; towards the tenant itself it is the tenant column. */
export function backColumn(model: Model, of: ClassModel, target: ClassModel): Column {
  const references = allFields(target);
  const column =
    of.belongs === 'is-tenant'
      ? target.columns.find(({ name }) => name === model.tenantColumn)
      : references.find((field) => field.kind === 'reference' && field.target === of)?.column;
  if (column == null) throw new TypeError(`${target.name} has no reference to ${of.name}: add @Reference.`);
  return column;
}
