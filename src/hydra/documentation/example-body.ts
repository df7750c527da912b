import type { ClassModel, Field } from '../model/model.ts';
import type { Usage } from './usage.ts';
import { fieldUsage } from './usage.ts';
import type { ValueConstraints } from './value-constraints.ts';
import { valueConstraints } from './value-constraints.ts';

/** What examples depend on. */
export interface ExampleSettings {
  readonly usage: Usage;
  /** Path of the entry point. */
  readonly base: string;
}

/** A body that the server accepts as it stands: what must be sent, or of a change one thing that may be. */
export function exampleBody(settings: ExampleSettings, of: ClassModel, purpose: 'create' | 'patch'): object {
  const written = of.fields.filter((field) => fieldUsage(settings.usage, of, field).writable);
  const sent =
    purpose === 'create'
      ? written.filter((field) => fieldUsage(settings.usage, of, field).required)
      : written.filter(isEasilyChanged).slice(0, 1);
  return Object.fromEntries(sent.map((field, index) => [field.name, exampleValue(settings, of, field, index)]));
}

/** Anybody may set it, to anything, whatever the other fields are. */
function isEasilyChanged({ writable, writableBy, datatype, limits }: Field): boolean {
  return writable === 'always' && writableBy === null && datatype === 'string' && isFree(limits);
}

function isFree({ choices, format, pattern }: ValueConstraints): boolean {
  return choices === undefined && format === undefined && pattern === undefined;
}

/** `index` sets moments apart, in the order of the fields. */
function exampleValue(settings: ExampleSettings, of: ClassModel, field: Field, index: number): unknown {
  const constraints = valueConstraints(field, 'create');
  switch (field.datatype) {
    case 'integer':
      return Math.max(1, constraints.minimum ?? 1);
    case 'boolean':
      return true;
    case 'decimal':
      return '12.50';
    case 'date':
      return `2027-01-0${1 + (index % 9)}`;
    case 'instant':
      return `2027-01-0${1 + (index % 9)}T08:00:00+00:00`;
    case 'strings':
      return constraints.choices?.slice(0, 1) ?? ['example'];
    case 'json':
      return {};
    case 'iri':
      return field.nullable ? null : exampleAddress(settings, field);
    case 'objects':
      return [];
    case 'object':
      return field.target === null ? {} : exampleBody(settings, field.target, 'create');
    default:
      return exampleText(of, field, constraints);
  }
}

function exampleAddress({ base }: ExampleSettings, { target }: Field): string | null {
  if (target?.resource == null || target.id === null) return null;
  const { form } = target.id;
  const id = form.kind === 'code' ? form.example : form.kind === 'counted' ? '1' : 'aaaaaaaa';
  return `${base}${target.resource.path}/${id}`;
}

/** An id that callers choose, in its form, which nobody can guess; null for all other fields. */
export function codeExample({ id }: ClassModel, { column }: Field): string | null {
  return id?.form.kind === 'code' && column === id.column ? id.form.example : null;
}

function exampleText(of: ClassModel, field: Field, constraints: ValueConstraints): string {
  const { limits } = field;
  const code = codeExample(of, field);
  if (code !== null) return code;
  if (limits.choices !== undefined) return limits.choices[0] ?? '';
  if (limits.format !== undefined) return FORMATS[limits.format];
  return 'Example'.padEnd(constraints.minLength ?? 0, ' example').slice(0, constraints.maxLength);
}

const FORMATS = { email: 'ada@example.org', uri: 'https://example.org' } as const;
