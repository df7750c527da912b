import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anyOf, eq } from '../../../src/hydra/declare/index.ts';
import type { HydraApi } from '../../../src/hydra/index.ts';
import { each, filled, not, ownTenant, past, problemType, theOnly } from '../../../src/hydra/index.ts';
import type { Ask, Finding, Tried } from '../../support/affordances.ts';
import { liesIn, tryCreation, tryOperations } from '../../support/affordances.ts';
import type { ToyApi } from '../support/toy-api.ts';
import { givenToyApi } from '../support/toy-api.ts';
import { keeper, ownCard, reader } from '../toys/access.ts';
import { Author } from '../toys/author.ts';
import { Book } from '../toys/book.ts';
import { Desk } from '../toys/desk.ts';
import { HouseRules } from '../toys/house-rules.ts';
import { ALREADY_LENT, Lend, Loan } from '../toys/lending.ts';
import { Notice } from '../toys/notice.ts';

const FREE = problemType({ slug: 'free', status: 409, title: 'Free', text: 'Nobody has taken it.' });
const OVER = problemType({ slug: 'over', status: 409, title: 'Over', text: 'It is over.' });
const nothing = { perform: async () => async () => undefined };

function register(api: HydraApi): void {
  const lending = { allow: keeper, input: Loan, output: Book, refuse: [[filled('lent'), ALREADY_LENT]] } as const;
  api.action(each(Book), 'lend', lending, new Lend());
  api.action(each(Author), 'praise', { allow: anyOf(keeper, eq('card', ownCard)) }, nothing);
  api.action(each(Desk), 'giveBack', { allow: keeper, refuse: [[not(past('takenUntil')), FREE]] }, nothing);
  const dusting = {
    allow: reader,
    refuse: [
      [eq('card.valid', true), FREE],
      [eq('lamp', true), OVER],
    ],
  } as const;
  api.action(each(Desk), 'dust', dusting, nothing);
  api.action(each(Notice), 'renew', { allow: reader, refuse: [[past('until'), OVER]], whileClosed: true }, nothing);
  api.action(theOnly(HouseRules, ownTenant), 'readAloud', { allow: reader }, nothing);
}

const NOTICES = `INSERT INTO notice (library_id, kind, until, about_id) VALUES
  ('aaaaaaaa', 'note', '2020-01-01T00:00:00Z', NULL), ('aaaaaaaa', 'note', '2099-01-01T00:00:00Z', NULL),
  ('aaaaaaaa', 'reply', '2099-01-01T00:00:00Z', 1), ('aaaaaaaa', 'self', '2099-01-01T00:00:00Z', 4),
  ('bbbbbbbb', 'note', '2099-01-01T00:00:00Z', NULL)`;
const DESKS = `INSERT INTO desk (library_id, label, card_id, lamp, taken_until) VALUES
  ('aaaaaaaa', 'Past', 2, true, '2020-01-01T00:00:00Z'), ('aaaaaaaa', 'Future', NULL, false, '2099-01-01T00:00:00Z')`;

let toys: ToyApi;
beforeAll(async () => {
  toys = await givenToyApi(register);
  for (const rows of [NOTICES, DESKS]) await toys.database.query(rows);
});
afterAll(() => toys.close());

/** Whatever demands a condition gets one. */
const HEADERS = { prefer: 'include="operations"', 'if-match': '*' };
const LOAN = { due: '2026-12-24T17:00' };

/** Whatever the declarations let anybody try at rows of an address; what removes rows is tried last. */
function triedAt(path: string): readonly Tried[] {
  const { model, declared } = toys.started;
  const of = model.resources.find(({ resource }) => `/api${resource.path}` === path);
  const actions = declared.actions.filter(({ subject }) => subject === of);
  return [
    { method: 'PATCH', action: null, path: '', body: {} },
    ...actions.map(({ name, path: template, input }): Tried => {
      const below = template.split('{id}/')[1];
      return {
        method: 'POST',
        action: name,
        path: below ?? `/api${template}`,
        ...(input === null ? {} : { body: LOAN }),
      };
    }),
    { method: 'DELETE', action: null, path: '' },
  ];
}

/** The keepers of the first library come last, since they may remove rows. */
const WHO = ['homeless', 'inspector', 'reader', 'other', 'shut', 'keeper'] as const;

describe('what is shown', () => {
  it('9.9 is what the server then does, for every row, operation and caller', async () => {
    const findings: Finding[] = [];
    for (const as of WHO) {
      const ask: Ask = (method, path, body) =>
        toys.ask(method, path, {
          as,
          headers: HEADERS,
          ...(body === undefined ? {} : { body }),
        });
      for (const { resource } of toys.started.model.resources) {
        const path = `/api${resource.path}`;
        const found = [...(await tryCreation(ask, path)), ...(await tryOperations(ask, path, triedAt(path)))];
        findings.push(...found.map((each) => ({ ...each, what: `${as}: ${each.what}` })));
      }
    }

    // Whether other libraries have editions of a publisher is hidden, so that its removal is never promised.
    const omitted = { what: 'inspector: DELETE /api/publishers/mole', shown: false, status: 204 };
    expect(liesIn(findings)).toEqual([omitted]);
    expect(findings.filter(({ shown }) => shown).length).toBeGreaterThan(40);
    const refused = new Set(
      findings.filter(({ shown, status }) => !shown && status >= 400).map(({ status }) => status),
    );
    expect([...refused].sort()).toEqual([403, 404, 405, 409]);
  });
});
