import { Temporal } from '@js-temporal/polyfill';

/** RFC 3339 §5.6, seconds and offset optional; a leap second is refused, since PostgreSQL would move it. */
const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)[Tt]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.(\d+))?)?(?:([Zz])|([+-])([01]\d|2[0-3]):([0-5]\d))?$/;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const LATEST = '9999-12-31T23:59:59.999999+00:00';
const EARLIEST = '0001-01-01T00:00:00+00:00';

/**
 * The instant that a date-time names, in the one spelling of the wire: UTC, `2026-12-01T08:00:00+00:00`, a fraction
 * only when it is not zero, digits after the sixth cut. Without an offset it is a local time of `timeZone`: one that
 * the clocks skip moves forward, one that they show twice is the earlier. Null: unreadable, or outside the years
 * 0001 to 9999.
 */
export function readInstant(text: string, timeZone: string): string | null {
  const match = DATE_TIME.exec(text);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = '00', digits = '', zulu, sign, hours, minutes] = match;
  if (!isDate(Number(year), Number(month), Number(day))) return null;
  const local = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const utc = sign ? shifted(local, sign, Number(hours), Number(minutes)) : zulu ? local : inZone(local, timeZone);
  return isWithinYears(utc) ? `${utc}${fraction(digits)}+00:00` : null;
}

/**
 * The wire form of an instant as PostgreSQL writes it in UTC: `2026-12-01 08:00:00.5+00`. What the wire cannot say is
 * shown as the nearest instant that it can: infinities, years before Christ and years beyond 9999.
 */
export function instantOfRow(text: string): string {
  const ordinary = text.charCodeAt(10) === SPACE && text.charCodeAt(text.length - 3) === PLUS;
  if (ordinary) return `${text.slice(0, 10)}T${text.slice(11, -3)}+00:00`;
  return text.endsWith('BC') || text.startsWith('-') ? EARLIEST : LATEST;
}
const SPACE = 32;
const PLUS = 43;

/** A date of the calendar, `2026-12-01`; null: unreadable, or before the year 0001. */
export function readDate(text: string): string | null {
  const match = DATE.exec(text);
  return match !== null && isDate(Number(match[1]), Number(match[2]), Number(match[3])) ? text : null;
}

/** The date that clocks in the zone show at an instant in wire form. */
export function dateAt(instant: string, timeZone: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** From the first instant of a date in the zone until the first of the next; for SQL, which knows `infinity`. */
export function dayRange(date: string, timeZone: string): { readonly from: string; readonly until: string } {
  const day = Temporal.PlainDate.from(date);
  return { from: startOf(day, timeZone), until: startOf(day.add({ days: 1 }), timeZone) };
}

function startOf(day: Temporal.PlainDate, timeZone: string): string {
  const utc = day.toZonedDateTime(timeZone).toInstant().toString().slice(0, -1);
  if (isWithinYears(utc)) return `${utc}+00:00`;
  return day.year > 5000 ? 'infinity' : '-infinity';
}

/** Times before the first year start with `-` or `0000`, those after the last with `+`. */
function isWithinYears(utc: string): boolean {
  return utc.charCodeAt(4) === HYPHEN && !utc.startsWith('0000');
}
const HYPHEN = 45;

function shifted(local: string, sign: string, hours: number, minutes: number): string {
  const offset = (hours * 60 + minutes) * 60_000;
  const utc = Date.parse(`${local}Z`) - (sign === '-' ? -offset : offset);
  return new Date(utc).toISOString().slice(0, -5);
}

function inZone(local: string, timeZone: string): string {
  if (timeZone === 'UTC') return local;
  const zoned = Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  return zoned.toInstant().toString({ fractionalSecondDigits: 0 }).slice(0, -1);
}

function fraction(digits: string): string {
  const kept = digits.slice(0, 6).replace(/0+$/, '');
  return kept === '' ? '' : `.${kept}`;
}

function isDate(year: number, month: number, day: number): boolean {
  if (year === 0 || month === 0 || month > 12 || day === 0) return false;
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return day <= (month === 2 ? (leap ? 29 : 28) : month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
}
