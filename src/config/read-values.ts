import { readFileSync } from 'node:fs';
import type { Values, Variable, VariableName } from './variables.ts';
import { VARIABLES } from './variables.ts';

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What was read, and a sentence for each fault; with faults the values are not complete. */
export interface Reading {
  readonly values: Partial<Values>;
  readonly faults: readonly string[];
}

/** Reads every variable. An empty text is an absent one; a fault names the variable and never shows its value. */
export function readValues(env: Environment): Reading {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, variable] of Object.entries<Variable<unknown, string | undefined>>(VARIABLES)) {
    const { value, fault } = readOne(env, name, variable);
    values[name] = value;
    if (fault !== undefined) faults.push(`${name} ${fault}.`);
  }
  // Each key was read by the schema that its type is derived from.
  return { values: values as Partial<Values>, faults };
}

/** The names that were given, in the environment or by a file. */
export function isGiven(env: Environment, name: VariableName): boolean {
  return Boolean(env[name]) || (VARIABLES[name].secret && Boolean(env[`${name}_FILE`]));
}

interface One {
  readonly value?: unknown;
  readonly fault?: string;
}

function readOne(env: Environment, name: string, variable: Variable<unknown, string | undefined>): One {
  const { text, fault } = variable.secret ? textOrFile(env, name) : { text: env[name] };
  if (fault !== undefined) return { fault };
  const chosen = text || variable.default;
  if (chosen === undefined) return {};
  const { success, data, error } = variable.read.safeParse(chosen);
  return success ? { value: data } : { fault: error.issues[0]?.message ?? 'is malformed' };
}

function textOrFile(env: Environment, name: string): { text?: string | undefined; fault?: string } {
  const file = env[`${name}_FILE`];
  if (!file) return { text: env[name] };
  if (env[name]) return { fault: `and ${name}_FILE are both given: keep one` };
  try {
    return { text: readFileSync(file, 'utf8').trim() };
  } catch {
    return { fault: `cannot be read from the file that ${name}_FILE names` };
  }
}
