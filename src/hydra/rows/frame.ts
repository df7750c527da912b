import type { Bound, Frame, Statement } from './statement.ts';
import { statement } from './statement.ts';

/** Sets the values that row security reads, for one transaction. */
export interface TenantFrame {
  readonly statement: Statement;
  /** @throws TypeError when the number of values differs from the number of settings. */
  bind(values: Frame): Bound;
}

/**
 * The one place that sets the tenant frame. Every setting is set by every frame, empty when not wanted, and locally:
 * a session setting would survive on the connection and serve the next tenant.
 * @throws TypeError when a setting has no custom name like `app.tenant`.
 */
export function tenantFrame(settings: readonly string[]): TenantFrame {
  const calls = settings.map((setting, index) => `set_config('${checked(setting)}', $${index + 1}, true)`);
  const set = statement(`SELECT ${calls.join(', ')}`);
  return Object.freeze({ statement: set, bind: (values: Frame) => boundTo(set, settings.length, values) });
}

function boundTo(set: Statement, expected: number, values: Frame): Bound {
  if (values.length !== expected) {
    throw new TypeError(
      `The tenant frame has ${expected} settings but got ${values.length} values; pass one for each.`,
    );
  }
  return { statement: set, values };
}

function checked(setting: string): string {
  if (!/^[a-z_][a-z0-9_]*\.[a-z_][a-z0-9_]*$/.test(setting)) {
    throw new TypeError(`"${setting}" cannot be a setting of the tenant frame; name it like app.tenant.`);
  }
  return setting;
}
