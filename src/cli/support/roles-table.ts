import type { Caller } from '../../hydra/index.ts';
import type { OfflineProduct } from './offline-product.ts';

/** The roles that the README tells of, with where they hold. */
const ROLES = [
  { role: 'ROLE_ADMIN', tenant: 'of-the-token' },
  { role: 'ROLE_BILLING', tenant: 'of-the-token' },
  { role: 'ROLE_USER', tenant: 'of-the-token' },
  { role: 'ROLE_SUPER_ADMIN', tenant: null },
] as const;

const BEGIN = '<!-- written by npm run docs:generate -->\n';
const END = '<!-- end -->';

const NOTHING = '–';

type Served = OfflineProduct['served'] extends ReadonlyMap<unknown, infer S> ? S : never;

/** Who may do what with each resource, as the compiled rules say it: a table in Markdown. */
export function rolesTable({ served }: OfflineProduct): string {
  const rows = [...served.values()].map((each) => [
    each.of.resource.path.slice(1),
    ...ROLES.map(callerOf).map(said(each)),
  ]);
  const head = ['', ...ROLES.map(({ role }) => `\`${role}\``)];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** The README with this table in the place of the one that it has. @throws TypeError when it has none. */
export function withRolesTable(readme: string, table: string): string {
  const [before, rest = ''] = readme.split(BEGIN);
  const at = rest.indexOf(END);
  if (before === undefined || at < 0)
    throw new TypeError(`README.md: put the table between ${BEGIN.trim()} and ${END}.`);
  return `${before}${BEGIN}${table}${rest.slice(at)}`;
}

/** `reads, creates, changes own`; a dash when nothing is allowed. */
function said({ of, lensOf }: Served): (caller: Caller) => string {
  return (caller) => {
    if (of.belongs === 'tenant' && caller.tenant === null) return NOTHING;
    const { read, may } = lensOf(caller);
    const verbs = [
      ['reads', read.verdict],
      ['creates', may.create],
      ['changes', may.patch],
      ['deletes', may.delete],
    ] as const;
    const allowed = verbs.filter(([, verdict]) => verdict !== 'never');
    return allowed.map(([verb, verdict]) => (verdict === 'row' ? `${verb} own` : verb)).join(', ') || NOTHING;
  };
}

function callerOf({ role, tenant }: (typeof ROLES)[number]): Caller {
  const nobody = { actor: 'nobody', credential: 'none', closed: null, claims: {}, timeZone: 'UTC' };
  return { ...nobody, tenant, roles: new Set([role]) };
}
