import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { verifyInstance } from '../../../src/cli/verify/verify-instance.ts';
import type { TestApi } from '../../support/api.ts';
import { ACCOUNTS, givenApi, PASSWORD } from '../../support/api.ts';

const PAGES_FROM = 'https://admin.example';

let api: TestApi;
beforeAll(async () => {
  api = await givenApi({ CORS_ORIGINS: PAGES_FROM });
  await api.query("UPDATE organization SET status = 'suspended' WHERE slug = 'havblik'");
  // Somebody who runs the installation and is in a closed organization.
  await api.query(`UPDATE app_user SET roles = '{ROLE_SUPER_ADMIN}' WHERE email = '${ACCOUNTS.other}'`);
}, 60_000);
afterAll(() => api.close());

describe('npm run verify', () => {
  it('finds that the product does what its documentation says, and nothing else', async () => {
    const users = Object.values(ACCOUNTS).map((username) => ({ username, password: PASSWORD }));
    const [organization] = await api.query("SELECT id, name FROM organization WHERE slug = 'nordlys'");

    const report = await verifyInstance({
      base: `${api.origin}/api`,
      users,
      permanent: true,
      from: PAGES_FROM,
      name: 'test',
    });

    expect(report).toEqual({
      base: `${api.origin}/api`,
      writtenIn: `/api/organizations/${organization?.id} (${organization?.name})`,
      operations: expect.any(Number),
      requests: expect.any(Number),
      disagreements: [],
      brokenLinks: [],
      unmet: [],
      leftOut: [],
      notProvoked: ['429', '500', '503'],
      left: expect.any(Array),
    });
    const removable = /organization-addresses|employees/;
    expect(report.left.filter((path) => removable.test(path))).toEqual([]);
    expect(report.operations).toBeGreaterThan(35);
    expect(report.requests).toBeGreaterThan(1_500);
  }, 120_000);
});
