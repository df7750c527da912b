import { parseArgs } from 'node:util';
import { StartError } from '../start-error.ts';
import { print, run } from './support/run.ts';
import { agrees, reportLines } from './verify/report.ts';
import type { Verification } from './verify/verify-instance.ts';
import { verifyInstance } from './verify/verify-instance.ts';

const USAGE =
  'Usage: npm run verify -- http://127.0.0.1:3000/api --user NAME:PASSWORD [--user NAME:PASSWORD …] [--origin URL] [--permanent]\n' +
  'Several users with different rights let more statuses be seen. --permanent also writes data that all share.\n' +
  '--origin is one of CORS_ORIGINS: then what the instance tells browsers is looked at, too.';

// `npm run verify -- BASE` does everything that a running instance says it can do, and prints each difference.
run(async () => {
  const report = await verifyInstance(readArguments(process.argv.slice(2)));
  for (const line of reportLines(report)) print(line);
  if (!agrees(report)) process.exitCode = 1;
});

function readArguments(args: readonly string[]): Verification {
  const options = {
    user: { type: 'string', multiple: true, default: [] as string[] },
    permanent: { type: 'boolean', default: false },
    origin: { type: 'string' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [base, ...more] = positionals;
    if (base === undefined || more.length > 0 || !URL.canParse(base) || values.user.length === 0)
      throw new TypeError('');
    return {
      base: base.replace(/\/$/, ''),
      users: values.user.map(credentials),
      permanent: values.permanent,
      from: values.origin ?? null,
      name: Date.now().toString(36),
    };
  } catch (error) {
    throw new StartError([...(error instanceof Error && error.message !== '' ? [error.message] : []), USAGE]);
  }
}

function credentials(text: string) {
  const [username = '', ...password] = text.split(':');
  return { username, password: password.join(':') };
}
