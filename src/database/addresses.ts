/** The database roles of the product; none is superuser or may bypass row security. */
export const ROLES = {
  api: 'app_api',
  reader: 'app_reader',
  system: 'app_system',
  operator: 'app_operator',
  backup: 'app_backup',
  migration: 'app_owner',
} as const;

/** What an address is for: requests, pipelined reads, login and worker, operators, backups, migrations. */
export type Purpose = keyof typeof ROLES;

/** The name of a role in the database. */
export type RoleName = (typeof ROLES)[Purpose];

/** One connection string (`postgres://…`) per purpose. */
export type Addresses = Readonly<Record<Purpose, string>>;

/** Every purpose, in the order in which they are documented. */
// Object.keys types its result as string[]; ROLES is frozen by `as const`, so its keys are exactly the purposes.
export const PURPOSES = Object.keys(ROLES) as readonly Purpose[];

/** Where a server listens: a folder with a Unix socket, or a host; and its port. */
export interface Endpoint {
  readonly host: string;
  readonly port: number;
}

/** The connection string of one role of one database at an endpoint. */
export function addressOf(endpoint: Endpoint, user: string, password: string, database: string): string {
  const credentials = `${encodeURIComponent(user)}:${encodeURIComponent(password)}`;
  const path = encodeURIComponent(database);
  return endpoint.host.startsWith('/')
    ? `postgres://${credentials}@localhost:${endpoint.port}/${path}?host=${encodeURIComponent(endpoint.host)}`
    : `postgres://${credentials}@${endpoint.host}:${endpoint.port}/${path}`;
}

/** The same address with another role's name and password. */
export function addressAs(address: string, user: string, password: string): string {
  const url = new URL(address);
  url.username = encodeURIComponent(user);
  url.password = encodeURIComponent(password);
  return url.href;
}
