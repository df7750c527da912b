import { plainToInstance } from 'class-transformer';
import type { Constructor } from '../declare/record.ts';
import type { Values } from './body-plan.ts';

/**
 * Applies the class's `@Transform`s (such as `@Trim`) to the named fields. The others are left alone:
 * class-transformer would copy lists and objects, key by key.
 */
export function transform(type: Constructor, names: readonly string[], values: Values): Values {
  const plain: Record<string, unknown> = {};
  let any = false;
  for (const name of names) {
    const value = values[name];
    if (value === undefined || value === null) continue;
    plain[name] = value;
    any = true;
  }
  // Classes with fields can be made without arguments: TypeORM asks the same of them.
  return any ? Object.assign(values, plainToInstance(type as new () => object, plain)) : values;
}
