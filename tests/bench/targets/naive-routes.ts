import type { Express, Response } from 'express';
import type { DataSource, FindOptionsWhere } from 'typeorm';
import { listText, pageOf } from './documents.ts';
import { send } from './express-app.ts';
import { employeeId, isNotes, itemOf, memberOf, readMeeting } from './meeting.ts';
import type { NaiveMeeting } from './naive-entities.ts';
import { Country, Employee, Meeting } from './naive-entities.ts';
import { ORGANIZATION } from './settings.ts';

/** Meetings by TypeORM's own reading and saving. */
export function naiveMeetings(app: Express, source: DataSource, search: string): void {
  const meetings = source.getRepository(Meeting);
  const employees = source.getRepository(Employee);
  const find = (organizationId: string, id: string): Promise<NaiveMeeting | null> => {
    return meetings.findOne({ where: { organizationId, id }, relations: { employee: true } });
  };

  app.get('/api/meetings', async (request, response) => {
    const filter = request.query.employee;
    const page = pageOf(request.query, request.originalUrl, filter === undefined ? '' : `employee=${String(filter)}`);
    const organizationId = request.get(ORGANIZATION) ?? '';
    const id = employeeId(filter);
    const where: FindOptionsWhere<NaiveMeeting> =
      id === null ? { organizationId } : { organizationId, employee: { id } };
    const [rows, total] = await meetings.findAndCount({
      where,
      relations: { employee: true },
      order: { id: 'ASC' },
      take: page.size,
      skip: (page.page - 1) * page.size,
    });
    const found = { total, members: rows.map((row) => memberOf(rowOf(row))) };
    send(response, 200, listText('Meeting', '/api/meetings', found, page, search));
  });

  app.get('/api/meetings/:id', async (request, response) => {
    sendMeeting(response, 200, await find(request.get(ORGANIZATION) ?? '', request.params.id));
  });

  app.post('/api/meetings', async (request, response) => {
    const organizationId = request.get(ORGANIZATION) ?? '';
    const values = readMeeting(request.body);
    if (values === null) return void response.status(422).end();
    const { employee: id, notes } = values;
    const employee = id === null ? null : await employees.findOneBy({ organizationId, id });
    if (id !== null && employee === null) return void response.status(422).end();
    const time = values.time === null ? null : new Date(values.time);
    const dates = { dateFrom: new Date(values.dateFrom), dateTo: new Date(values.dateTo), time };
    const saved = await meetings.save({ organizationId, employeeId: employee?.id ?? null, notes, ...dates });
    sendMeeting(response.location(`/api/meetings/${saved.id}`), 201, await find(organizationId, saved.id));
  });

  app.patch('/api/meetings/:id', async (request, response) => {
    const { notes } = request.body;
    if (!isNotes(notes)) return void response.status(422).end();
    const meeting = await find(request.get(ORGANIZATION) ?? '', request.params.id);
    if (meeting === null) return void response.status(404).end();
    sendMeeting(response, 200, await meetings.save(Object.assign(meeting, { notes })));
  });
}

/** Countries by TypeORM's own reading. */
export function naiveCountries(app: Express, source: DataSource, search: string): void {
  const countries = source.getRepository(Country);
  const names = new Intl.DisplayNames('en', { type: 'region' });
  app.get('/api/countries', async (request, response) => {
    const page = pageOf(request.query, request.originalUrl, '');
    const window = { take: page.size, skip: (page.page - 1) * page.size };
    const [rows, total] = await countries.findAndCount({ order: { id: 'ASC' }, ...window });
    const members = rows.map(({ id }) => ({
      '@type': 'Country',
      '@id': `/api/countries/${id}`,
      id,
      name: names.of(id),
    }));
    send(response, 200, listText('Country', '/api/countries', { total, members }, page, search));
  });
}

function sendMeeting(response: Response, status: number, meeting: NaiveMeeting | null): void {
  if (meeting === null) response.status(404).end();
  else send(response, status, JSON.stringify(itemOf(rowOf(meeting))));
}

function rowOf({ id, employee, dateFrom, dateTo, notes, time }: NaiveMeeting): Parameters<typeof memberOf>[0] {
  return { id, employee_id: employee?.id ?? null, date_from: dateFrom, date_to: dateTo, notes, time };
}
