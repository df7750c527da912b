import { QueryEngine } from '@comunica/query-sparql';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { runningServer, signIn } from './support/running-server.ts';

const { origin } = runningServer();
const VOCABULARY = `${origin}/api/docs.jsonld#`;
const NAME = 'https://schema.org/name';

let token = '';
beforeAll(async () => {
  token = await signIn(runningServer());
});

/** The rows of a SPARQL query, by a new engine with default settings; only the token is given to it. */
async function rowsOf(query: string, sources: readonly string[]): Promise<readonly Record<string, string>[]> {
  const found = await new QueryEngine().queryBindings(query, {
    sources: [...sources] as [string, ...string[]],
    fetch: (input, init) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${token}`);
      return fetch(input, { ...init, headers });
    },
  });
  const rows = await found.toArray();
  return rows.map((row) => Object.fromEntries([...row].map(([name, term]) => [name.value, term.value])));
}

/** What the API itself says, as plain JSON. */
async function everyRow<Row>(path: string): Promise<readonly Row[]> {
  const answer = await fetch(`${origin}${path}?itemsPerPage=300`, {
    headers: { accept: 'application/json', authorization: `Bearer ${token}` },
  });
  return (await answer.json()) as readonly Row[];
}

interface Meeting {
  readonly id: number;
  readonly employee: string | null;
  readonly dateFrom: string;
}
interface Employee {
  readonly id: number;
  readonly name: string;
}

describe('Comunica', () => {
  it('reads a collection from its bare address to the last page', async () => {
    const found = await rowsOf(`SELECT ?meeting ?from WHERE { ?meeting <${VOCABULARY}Meeting/dateFrom> ?from }`, [
      `${origin}/api/meetings`,
    ]);

    const meetings = await everyRow<Meeting>('/api/meetings');
    expect(meetings.length).toBeGreaterThan(60);
    expect(found.map(({ meeting, from }) => `${meeting} ${from}`).sort()).toEqual(
      meetings.map(({ id, dateFrom }) => `${origin}/api/meetings/${id} ${dateFrom}`).sort(),
    );
  });

  it('answers a query over two collections, each of several pages', async () => {
    const found = await rowsOf(
      `SELECT ?meeting ?name WHERE { ?meeting <${VOCABULARY}Meeting/employee> ?employee . ?employee <${NAME}> ?name }`,
      [`${origin}/api/meetings`, `${origin}/api/employees`],
    );

    const names = new Map((await everyRow<Employee>('/api/employees')).map(({ id, name }) => [id, name]));
    const meetings = (await everyRow<Meeting>('/api/meetings')).filter(({ employee }) => employee !== null);
    expect(names.size).toBeGreaterThan(30);
    expect(found.map(({ meeting, name }) => `${meeting} ${name}`).sort()).toEqual(
      meetings
        .map(({ id, employee }) => `${origin}/api/meetings/${id} ${names.get(Number(employee?.split('/').at(-1)))}`)
        .sort(),
    );
  });

  it('filters by typed values', async () => {
    const found = await rowsOf(
      `PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
       SELECT ?meeting WHERE {
         ?meeting <${VOCABULARY}Meeting/dateFrom> ?from . FILTER(?from >= "2027-01-01T00:00:00Z"^^xsd:dateTime)
       }`,
      [`${origin}/api/meetings`],
    );

    const late = (await everyRow<Meeting>('/api/meetings')).filter(({ dateFrom }) => dateFrom >= '2027-01-01');
    expect(late.length).toBeGreaterThan(0);
    expect(found.map(({ meeting }) => meeting).sort()).toEqual(
      late.map(({ id }) => `${origin}/api/meetings/${id}`).sort(),
    );
  });
});
