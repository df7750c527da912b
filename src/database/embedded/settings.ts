import type { PostmasterOptions } from './postmaster.ts';

/**
 * The server's settings, as arguments: they follow the code, not a file in the data directory. The log shows neither
 * statements nor details, since both carry values.
 */
export function settingsFor({ endpoint, durable }: Pick<PostmasterOptions, 'endpoint' | 'durable'>): string[] {
  return [...listen(endpoint), ...LOG, ...(durable ? [] : CARELESS)].flatMap((setting) => ['-c', setting]);
}

const LOG = [
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
  'log_timezone=UTC',
  'timezone=UTC',
  'jit=off',
];

/** For tests: nothing is waited for that only a crash of the machine would need. */
const CARELESS = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

function listen({ host, port }: PostmasterOptions['endpoint']): string[] {
  return host.startsWith('/')
    ? [
        'listen_addresses=',
        `unix_socket_directories=${quoteItem(host)}`,
        'unix_socket_permissions=0700',
        `port=${port}`,
      ]
    : [`listen_addresses=${host}`, 'unix_socket_directories=', `port=${port}`];
}

/** The setting is a list of names; quotes keep commas and spaces of a path together. */
function quoteItem(path: string): string {
  return `"${path.replaceAll('"', '""')}"`;
}
