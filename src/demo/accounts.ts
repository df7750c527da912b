/** An account of the demo data. */
export interface DemoAccount {
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** The slug of the organization; null for the operator, who belongs to none. */
  readonly organization: string | null;
  /** Of the membership; of the operator, of the person. */
  readonly roles: readonly string[];
}

/** Every account of the demo data; one password opens them all. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  account('admin@nordlys.example', 'Ida', 'Holm', 'nordlys', ['ROLE_USER', 'ROLE_ADMIN']),
  account('billing@nordlys.example', 'Bo', 'Krarup', 'nordlys', ['ROLE_USER', 'ROLE_BILLING']),
  account('member@nordlys.example', 'Maja', 'Ørsted', 'nordlys', ['ROLE_USER']),
  account('admin@havblik.example', 'Aksel', 'Strand', 'havblik', ['ROLE_USER', 'ROLE_ADMIN']),
  account('operator@workspace.example', 'Otto', 'Vang', null, ['ROLE_SUPER_ADMIN']),
];

/** The account that is linked to an employee, and so sees the own meetings. */
export const DEMO_MEMBER = 'member@nordlys.example';

/** What is kept in `demo.json` and printed at the first start. */
export function demoFile(password: string): { readonly password: string; readonly accounts: readonly string[] } {
  return { password, accounts: DEMO_ACCOUNTS.map(({ email }) => email) };
}

/** A password that is easy to copy: four groups of four letters and digits, about 80 bits. */
export function newDemoPassword(randomBytes: (size: number) => Uint8Array): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789x';
  const drawn = Array.from(randomBytes(16), (byte) => letters.charAt(byte % letters.length)).join('');
  return (drawn.match(/.{4}/g) ?? []).join('-');
}

function account(
  email: string,
  firstName: string,
  lastName: string,
  organization: string | null,
  roles: readonly string[],
): DemoAccount {
  return { email, firstName, lastName, organization, roles };
}
