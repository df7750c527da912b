/** A meeting's row as pg gives it: counted ids are texts, instants are dates. */
export interface MeetingRow {
  readonly id: string;
  readonly employee_id: string | null;
  readonly date_from: Date;
  readonly date_to: Date;
  readonly notes: string | null;
  readonly time: Date | null;
}

/** What a body may set, as columns. */
export interface MeetingValues {
  readonly employee: string | null;
  readonly dateFrom: string;
  readonly dateTo: string;
  readonly notes: string | null;
  readonly time: string | null;
}

/** A meeting as a member of a list. */
export function memberOf(row: MeetingRow): object {
  return {
    '@type': 'Meeting',
    '@id': `/api/meetings/${row.id}`,
    id: Number(row.id),
    employee: row.employee_id === null ? null : `/api/employees/${row.employee_id}`,
    dateFrom: row.date_from,
    dateTo: row.date_to,
    notes: row.notes,
    time: row.time,
  };
}

/** A meeting at top level. */
export function itemOf(row: MeetingRow): object {
  return { '@context': '/api/contexts/Meeting', ...memberOf(row) };
}

/** The id in an employee's address; bare ids count too. */
export function employeeId(text: unknown): string | null {
  return typeof text === 'string' ? (/(\d+)$/.exec(text)?.[1] ?? null) : null;
}

/** The body of a creation, checked as a careful handler would; null: something is wrong with it. */
export function readMeeting(body: Readonly<Record<string, unknown>>): MeetingValues | null {
  const { employee, dateFrom, dateTo, notes = null, time = null } = body;
  if (employee !== null && employeeId(employee) === null) return null;
  if (!isInstant(dateFrom) || !isInstant(dateTo) || Date.parse(dateTo) <= Date.parse(dateFrom)) return null;
  if (!isNotes(notes) || (time !== null && !isInstant(time))) return null;
  return { employee: employeeId(employee), dateFrom, dateTo, notes, time };
}

export function isNotes(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && value.length <= 10_000);
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
