import type { ValidatorOptions } from 'class-validator';
import { validateSync } from 'class-validator';
import type { Violation } from '../problem.ts';
import { violationAt } from '../problem.ts';
import type { Values } from './body-plan.ts';
import type { CompiledRule, Validator } from './compile-validator.ts';

import { cleaned } from './sentences.ts';

/** Which constraints matter. */
export interface Asked {
  /** A constraint blocks only when its field, or one that it looks at, is among these; null: all do. */
  readonly changed: ReadonlySet<string> | null;
  /** What has been reported already: not asked again, nor is what looks at it. */
  readonly broken: ReadonlySet<string>;
}

/** Null and absent are the column's business, so constraints are asked about values only. */
const OPTIONS: ValidatorOptions = {
  forbidUnknownValues: false,
  stopAtFirstError: false,
  skipMissingProperties: true,
  validationError: { target: false, value: false },
};

/** What class-validator finds wrong with the values of a class. */
export function validate(validator: Validator, state: Readonly<Values>, asked: Asked): readonly Violation[] {
  if (validator.isEmpty) return [];
  const failures = failuresOf(validator, instanceOf(validator, state, asked));
  // A rule about several fields says something only when each of them is right by itself.
  const alone = failures.filter(({ rule }) => rule.inputs.length === 0).map(({ property }) => property);
  const broken = new Set([...asked.broken, ...alone]);
  return failures
    .filter(({ property, rule }) => rule.inputs.length === 0 || !broken.has(property))
    .filter(({ property, rule }) => blocks(property, rule, { ...asked, broken }))
    .map(({ property, rule, message }) => violationOf(property, rule, message));
}

interface Failure {
  readonly property: string;
  readonly rule: CompiledRule;
  readonly message: string;
}

function failuresOf(validator: Validator, instance: object): readonly Failure[] {
  return validateSync(instance, OPTIONS).flatMap(({ property, constraints }) =>
    Object.entries(constraints ?? {}).map(([name, message]) => ({
      property,
      rule: validator.rules.get(property)?.get(name) ?? { code: name, message: null, inputs: [] },
      message,
    })),
  );
}

function instanceOf(validator: Validator, state: Readonly<Values>, { broken }: Asked): object {
  // A prototype is an object with what its class declares; the constructor has nothing to add to stored values.
  const instance = Object.assign(Object.create(validator.type.prototype as object) as Values, state);
  for (const name of broken) delete instance[name];
  for (const name of validator.bigints) {
    if (typeof instance[name] === 'string') instance[name] = Number(instance[name]);
  }
  return instance;
}

function blocks(property: string, { inputs }: CompiledRule, { changed, broken }: Asked): boolean {
  if (inputs.some((each) => broken.has(each))) return false;
  return changed === null || changed.has(property) || inputs.some((each) => changed.has(each));
}

function violationOf(property: string, rule: CompiledRule, message: string): Violation {
  return violationAt(property, rule.code, rule.message ?? cleaned(message, property));
}
