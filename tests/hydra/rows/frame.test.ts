import { describe, expect, it } from '@jest/globals';
import { tenantFrame } from '../../../src/hydra/rows/frame.ts';

describe('the tenant frame', () => {
  it('sets every setting locally in one statement', () => {
    const frame = tenantFrame(['app.tenant', 'app.person']);

    const bound = frame.bind(['a1', '']);

    expect(bound.statement.text).toBe("SELECT set_config('app.tenant', $1, true), set_config('app.person', $2, true)");
    expect(bound.values).toEqual(['a1', '']);
  });

  it('refuses a value too many or too few', () => {
    const frame = tenantFrame(['app.tenant', 'app.person']);

    expect(() => frame.bind(['a1'])).toThrow('The tenant frame has 2 settings but got 1 values; pass one for each.');
  });

  it.each(["app.x', true)--", 'role', 'App.tenant', ''])('refuses the setting %j', (setting) => {
    expect(() => tenantFrame([setting])).toThrow(TypeError);
  });
});
