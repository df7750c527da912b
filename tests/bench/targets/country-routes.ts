import type { Express } from 'express';
import type { Pool } from 'pg';
import { listText, pageOf } from './documents.ts';
import { send } from './express-app.ts';

const LIST = 'SELECT id FROM country ORDER BY id LIMIT $1 OFFSET $2';
const COUNT = 'SELECT count(*) FROM country';
const ITEM = 'SELECT id FROM country WHERE id = $1';

/** Countries, which belong to no tenant; their names come from Node. */
export function countryRoutes(app: Express, pool: Pool, search: string): void {
  const names = new Intl.DisplayNames('en', { type: 'region' });
  const memberOf = ({ id }: { readonly id: string }): object => {
    return { '@type': 'Country', '@id': `/api/countries/${id}`, id, name: names.of(id) };
  };

  app.get('/api/countries', async (request, response) => {
    const page = pageOf(request.query, request.originalUrl, '');
    const values = [page.size, (page.page - 1) * page.size];
    const [rows, count] = await Promise.all([
      pool.query<{ id: string }>({ name: 'countries', text: LIST, values }),
      pool.query<{ count: string }>({ name: 'count-countries', text: COUNT }),
    ]);
    const found = { total: Number(count.rows[0]?.count), members: rows.rows.map(memberOf) };
    send(response, 200, listText('Country', '/api/countries', found, page, search));
  });

  app.get('/api/countries/:id', async (request, response) => {
    const { rows } = await pool.query<{ id: string }>({ name: 'country', text: ITEM, values: [request.params.id] });
    const [row] = rows;
    if (row === undefined) response.status(404).end();
    else send(response, 200, JSON.stringify({ '@context': '/api/contexts/Country', ...memberOf(row) }));
  });
}
