import type { ClassModel, Field } from '../../model/model.ts';
import type { Usage } from '../usage.ts';
import { fieldUsage } from '../usage.ts';
import { code, prose, table } from './html.ts';
import { valueText } from './value-text.ts';

/** The fields of a class: what they hold, who gives them and when they are needed. */
export function fieldTable(of: ClassModel, usage: Usage): string {
  const rows = of.fields.map((field) => [
    code(field.name),
    valueText(field),
    accessText(of, field, usage),
    prose(field.comment),
  ]);
  return table(['field', 'value', 'use', 'meaning'], rows);
}

function accessText(of: ClassModel, field: Field, usage: Usage): string {
  const { readable, writable, required } = fieldUsage(usage, of, field);
  if (!writable) return 'read only';
  const written = required ? '<strong>required</strong>' : 'optional';
  const once = field.writable === 'once' && of.resource?.patch != null ? ', when creating only' : '';
  return `${written}${once}${readable ? '' : ', write only'}`;
}
