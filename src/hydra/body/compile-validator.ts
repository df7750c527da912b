import type { Constructor } from '../declare/record.ts';
import type { ClassModel } from '../model/model.ts';
import type { Sentence } from './sentences.ts';
import { sentenceOf } from './sentences.ts';
import type { ValidationRule } from './validation-rules.ts';
import { validationRules } from './validation-rules.ts';

/** What class-validator knows of a class, looked up once. */
export interface Validator {
  readonly type: Constructor;
  /** Nothing to ask. */
  readonly isEmpty: boolean;
  /** Bigints are texts in TypeScript; class-validator is shown numbers. */
  readonly bigints: readonly string[];
  /** By property, then by name of the constraint. */
  readonly rules: ReadonlyMap<string, ReadonlyMap<string, CompiledRule>>;
}

/** A constraint with what is said when it is broken. */
export interface CompiledRule {
  readonly code: string;
  /** Null: what the constraint itself says. */
  readonly message: string | null;
  /** Other fields that it looks at. */
  readonly inputs: readonly string[];
}

/** Compiles the constraints of a class; its decorators have run by then. */
export function compileValidator(of: ClassModel): Validator {
  const rules = validationRules(of.type);
  const byProperty = new Map<string, Map<string, CompiledRule>>();
  for (const rule of rules) {
    const known = byProperty.get(rule.property) ?? new Map<string, CompiledRule>();
    byProperty.set(rule.property, known.set(rule.name, compileRule(of, rule)));
  }
  const bigints = of.columns.filter(({ sqlType, array }) => sqlType === 'bigint' && !array);
  return Object.freeze({
    type: of.type,
    isEmpty: rules.length === 0,
    bigints: bigints.map(({ property }) => property).filter((property) => byProperty.has(property)),
    rules: byProperty,
  });
}

function compileRule(of: ClassModel, rule: ValidationRule): CompiledRule {
  const sentence = sentenceOf(rule);
  const message = sentence === null || rule.worded ? null : sentence.message;
  return { code: sentence?.code ?? rule.name, message, inputs: inputsOf(of, rule, sentence) };
}

/** Constraints of our own name the fields that they compare with; those of class-validator compare with none. */
function inputsOf(of: ClassModel, { constraints }: ValidationRule, sentence: Sentence | null): readonly string[] {
  if (sentence !== null) return [];
  const names = new Set(of.fields.map(({ name }) => name));
  return constraints.filter((each): each is string => typeof each === 'string' && names.has(each));
}
