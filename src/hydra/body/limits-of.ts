import type { Constructor } from '../declare/record.ts';
import type { Limits } from '../model/model.ts';
import type { ValidationRule } from './validation-rules.ts';
import { validationRules } from './validation-rules.ts';

/** What documents show of a class's constraints, by property; those without any are left out. */
export function limitsOf(type: Constructor): ReadonlyMap<string, Limits> {
  const limits = new Map<string, Limits>();
  for (const rule of validationRules(type)) {
    const said = limitsIn(rule);
    if (Object.keys(said).length > 0) limits.set(rule.property, { ...limits.get(rule.property), ...said });
  }
  return limits;
}

function limitsIn({ name, constraints, each }: ValidationRule): Limits {
  const [first, second] = constraints;
  if (name === 'isIn') return choices(first);
  if (name === 'isEnum') return choices(second);
  // The other limits would be read as those of the list, not of its entries.
  if (each) return {};
  switch (name) {
    case 'isLength':
      return { ...numeric('minLength', first), ...numeric('maxLength', second) };
    case 'minLength':
    case 'maxLength':
      return numeric(name, first);
    case 'min':
      return numeric('minimum', first);
    case 'max':
      return numeric('maximum', first);
    case 'matches':
      return { pattern: first instanceof RegExp ? first.source : String(first) };
    case 'isEmail':
      return { format: 'email' };
    case 'isUrl':
      return { format: 'uri' };
    default:
      return {};
  }
}

function numeric(limit: 'minLength' | 'maxLength' | 'minimum' | 'maximum', value: unknown): Limits {
  return typeof value === 'number' && Number.isFinite(value) ? { [limit]: value } : {};
}

function choices(values: unknown): Limits {
  const listed = Array.isArray(values) ? (values as readonly unknown[]) : [];
  const texts = listed.filter((each): each is string => typeof each === 'string');
  return texts.length > 0 && texts.length === listed.length ? { choices: texts } : {};
}
