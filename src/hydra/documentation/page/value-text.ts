import type { Field } from '../../model/model.ts';
import type { ValueConstraints } from '../value-constraints.ts';
import { valueConstraints } from '../value-constraints.ts';
import { code, escapeHtml } from './html.ts';

/** What values of a field look like, as HTML: `text, 1 to 80 characters, or null`. */
export function valueText(field: Field): string {
  const constraints = valueConstraints(field, field.writable === 'never' ? 'read' : 'create');
  const parts = [typeText(field), ...limitTexts(field, constraints), ...(field.nullable ? ['or null'] : [])];
  return parts.join(', ');
}

function typeText({ datatype, kind, target, limits }: Field): string {
  const of = target === null ? 'a record' : `<a href="#${escapeHtml(target.name)}">${escapeHtml(target.name)}</a>`;
  if (datatype === 'iri') return kind === 'links' ? `list of addresses: ${of}` : `address: ${of}`;
  if (datatype === 'objects') return `list of ${of}`;
  if (datatype === 'object') return `object: ${of}`;
  if (datatype === 'string' && limits.format !== undefined) return FORMATS[limits.format];
  return TYPES[datatype];
}

const TYPES = {
  string: 'text',
  secret: 'text, never shown',
  strings: 'list of texts',
  integer: 'integer',
  boolean: 'true or false',
  decimal: 'decimal as text, such as "12.50"',
  date: 'date, such as 2026-12-01',
  instant: 'date-time, such as 2026-12-01T08:00:00+00:00',
  json: 'any JSON',
} as const;

const FORMATS = { email: 'e-mail address', uri: 'web address' } as const;

function limitTexts(field: Field, { choices, minLength, maxLength, minimum, maximum }: ValueConstraints): string[] {
  return [
    ...(choices === undefined ? [] : [`one of ${choices.map(code).join(' ')}`]),
    ...(field.limits.pattern === undefined ? [] : [`matching ${code(field.limits.pattern)}`]),
    ...(maxLength === undefined ? [] : [`${minLength ?? 0} to ${maxLength} characters`]),
    ...(isTold(minimum) && isTold(maximum) ? [`${minimum} to ${maximum}`] : []),
  ];
}

/** The ends of what JSON numbers are exact for tell a reader nothing. */
function isTold(limit: number | undefined): boolean {
  return limit !== undefined && Math.abs(limit) !== Number.MAX_SAFE_INTEGER;
}
