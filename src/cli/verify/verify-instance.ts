import type { Account, Credentials, Session } from './accounts.ts';
import { accountOf, signInOf } from './accounts.ts';
import type { Advertised, Advertisement } from './advertised.ts';
import { bodyChecker } from './check-bodies.ts';
import { disagreementsOf, isProvoked, unmetBy } from './disagreements.ts';
import type { Ask } from './exchange.ts';
import { askerOf } from './exchange.ts';
import type { BrokenLink } from './follow-links.ts';
import { followLinks } from './follow-links.ts';
import { sendHalf } from './half-request.ts';
import { objectOf, textOf } from './json.ts';
import { Ledger } from './ledger.ts';
import { readAdvertisement } from './read-advertisement.ts';
import { Records } from './records.ts';
import type { Report } from './report.ts';
import { walk } from './walk.ts';

/** What is verified, and as whom. */
export interface Verification {
  /** Address of the entry point: `http://127.0.0.1:3000/api`. */
  readonly base: string;
  /** The first who may does everything; the others try the same. */
  readonly users: readonly Credentials[];
  /** Also writes what all tenants share. */
  readonly permanent: boolean;
  /** An origin that pages may come from; null: what the instance says to pages is not looked at. */
  readonly from: string | null;
  /** Part of every text that is written; another one at each run, so that no record is met twice. */
  readonly name: string;
}

/** Walks the documentation of a running instance and does everything that it says. */
export async function verifyInstance({ base, users, permanent, from, name }: Verification): Promise<Report> {
  const { origin, pathname } = new URL(base);
  const ask = askerOf(origin, from);
  const advertisement = await readAdvertisement(ask, pathname);
  const accounts = users.map((user) => accountOf(ask, signInOf(advertisement), user));
  const operations = advertisement.operations.filter((each) => permanent || !isGlobalWrite(each));
  const ledger = new Ledger();
  const records = new Records(ask, advertisement);
  const writtenIn = await tenantOf(ask, advertisement, accounts[0]);
  const halves = sendHalves(origin, from, ledger, operations);
  const made: Records['add'] = (session, path) => records.add(session, path);
  await walk({ ask, advertisement, ledger, made, accounts, name }, operations);
  await halves;
  const unprovoked = new Set(from === null ? ['access-control-allow-origin'] : []);
  const comparison = { checkBody: bodyChecker(advertisement), unprovoked };
  const brokenLinks = await follow(ask, pathname, accounts, ledger, operations);
  return {
    base,
    writtenIn,
    operations: operations.length,
    requests: ledger.size,
    disagreements: operations.flatMap((each) => disagreementsOf(advertisement, each, ledger, comparison)),
    brokenLinks,
    unmet: operations.flatMap((each) => unmetBy(each, ledger)),
    leftOut: advertisement.operations.filter((each) => !operations.includes(each)).map(({ id }) => id),
    notProvoked: [...notProvoked(operations), ...unprovoked],
    left: await records.remove(await currentHeaders(accounts)),
  };
}

function isGlobalWrite({ shared, method }: Advertised): boolean {
  return shared && method !== 'GET';
}

/** Half a request for each operation, all at once: each waits as long as the instance does. */
async function sendHalves(
  origin: string,
  from: string | null,
  ledger: Ledger,
  operations: readonly Advertised[],
): Promise<void> {
  const patient = operations.filter(({ statuses }) => statuses.has(408));
  await Promise.all(
    patient.map(async (each) => {
      const answer = await sendHalf(origin, from, each);
      ledger.record(each, { method: each.method, path: each.path }, answer);
    }),
  );
}

/** What the first account's records are written in, as the entry point's `me` says. */
async function tenantOf(ask: Ask, { entrypoint }: Advertisement, account: Account | undefined): Promise<string> {
  if (account === undefined) return 'nothing: nobody signed in';
  const { headers } = await account.signIn();
  const me = await ask({ method: 'GET', path: textOf(entrypoint.me), headers });
  const path = textOf(objectOf(me.json).organization);
  const { json } = await ask({ method: 'GET', path, headers });
  return `${path} (${textOf(objectOf(json).name)})`;
}

/** Headers of a new sign-in of whoever a session belonged to. */
async function currentHeaders(accounts: readonly Account[]) {
  const renewed = await Promise.all(accounts.map(async (account) => ({ account, ...(await account.signIn()) })));
  return ({ headers }: Session) => renewed.find(({ account }) => account.hasSent(headers))?.headers ?? headers;
}

/** Follows the links of each account's answers in a sign-in that is still good. */
async function follow(
  ask: Ask,
  base: string,
  accounts: readonly Account[],
  ledger: Ledger,
  operations: readonly Advertised[],
): Promise<readonly BrokenLink[]> {
  const broken: BrokenLink[] = [];
  for (const account of accounts) {
    const { headers } = await account.signIn();
    const own = operations.flatMap((each) => ledger.of(each)).filter(({ request }) => account.hasSent(request.headers));
    broken.push(...(await followLinks(ask, base, headers, own)));
  }
  return broken;
}

function notProvoked(operations: readonly Advertised[]): readonly string[] {
  const statuses = new Set(operations.flatMap((each) => [...each.statuses.keys()]));
  return [...statuses]
    .filter((status) => !isProvoked(status))
    .sort()
    .map(String);
}
