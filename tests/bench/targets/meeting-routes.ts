import type { Express, Request, Response } from 'express';
import type { Pool } from 'pg';
import { listText, pageOf } from './documents.ts';
import { send } from './express-app.ts';
import type { MeetingRow } from './meeting.ts';
import { employeeId, isNotes, itemOf, memberOf, readMeeting } from './meeting.ts';
import { ORGANIZATION } from './settings.ts';

const COLUMNS = 'id, employee_id, date_from, date_to, notes, "time"';
const LIST = `SELECT ${COLUMNS} FROM meeting WHERE organization_id = $1 ORDER BY id LIMIT $2 OFFSET $3`;
const COUNT = 'SELECT count(*) FROM meeting WHERE organization_id = $1';
const LIST_OF = `SELECT ${COLUMNS} FROM meeting WHERE organization_id = $1 AND employee_id = $4 ORDER BY id LIMIT $2 OFFSET $3`;
const COUNT_OF = 'SELECT count(*) FROM meeting WHERE organization_id = $1 AND employee_id = $2';
const ITEM = `SELECT ${COLUMNS} FROM meeting WHERE organization_id = $1 AND id = $2`;
const INSERT = `INSERT INTO meeting (organization_id, employee_id, date_from, date_to, notes, "time")
  VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`;
const PATCH = `UPDATE meeting SET notes = $3, version = version + 1 WHERE organization_id = $1 AND id = $2
  RETURNING ${COLUMNS}`;

/** Meetings as a good handler written by hand: named statements, two of them at once for a list. */
export function meetingRoutes(app: Express, pool: Pool, search: string): void {
  const one = async (name: string, text: string, values: readonly unknown[]): Promise<MeetingRow | undefined> => {
    return (await pool.query<MeetingRow>({ name, text, values: [...values] })).rows[0];
  };

  app.get('/api/meetings', async (request, response) => {
    const organization = organizationOf(request);
    const filter = request.query.employee;
    const page = pageOf(request.query, request.originalUrl, filter === undefined ? '' : `employee=${String(filter)}`);
    const window = [organization, page.size, (page.page - 1) * page.size];
    const [rows, count] =
      filter === undefined
        ? await Promise.all([
            pool.query<MeetingRow>({ name: 'list', text: LIST, values: window }),
            pool.query<{ count: string }>({ name: 'count', text: COUNT, values: [organization] }),
          ])
        : await Promise.all([
            pool.query<MeetingRow>({ name: 'list-of', text: LIST_OF, values: [...window, employeeId(filter)] }),
            pool.query<{ count: string }>({
              name: 'count-of',
              text: COUNT_OF,
              values: [organization, employeeId(filter)],
            }),
          ]);
    const found = { total: Number(count.rows[0]?.count), members: rows.rows.map(memberOf) };
    send(response, 200, listText('Meeting', '/api/meetings', found, page, search));
  });

  app.get('/api/meetings/:id', async (request, response) => {
    const row = await one('item', ITEM, [organizationOf(request), request.params.id]);
    sendRow(response, 200, row);
  });

  app.post('/api/meetings', async (request, response) => {
    const values = readMeeting(request.body);
    if (values === null) return void response.status(422).end();
    const { employee, dateFrom, dateTo, notes, time } = values;
    const row = await one('insert', INSERT, [organizationOf(request), employee, dateFrom, dateTo, notes, time]);
    sendRow(response.location(`/api/meetings/${row?.id}`), 201, row);
  });

  app.patch('/api/meetings/:id', async (request, response) => {
    const { notes } = request.body;
    if (!isNotes(notes)) return void response.status(422).end();
    sendRow(response, 200, await one('patch', PATCH, [organizationOf(request), request.params.id, notes]));
  });
}

function organizationOf(request: Request): string | undefined {
  return request.get(ORGANIZATION);
}

function sendRow(response: Response, status: number, row: MeetingRow | undefined): void {
  if (row === undefined) response.status(404).end();
  else send(response, status, JSON.stringify(itemOf(row)));
}
