import { dateAt, readDate, readInstant } from '../instant.ts';

/** An instant in a query, in wire form. */
export function readMoment(text: string, timeZone: string): string | null {
  return readInstant(withPlus(text), timeZone);
}

/** A date in a query; a date-time stands for the date that clocks in the zone show then. */
export function readDay(text: string, timeZone: string): string | null {
  const instant = text.length > 10 ? readMoment(text, timeZone) : null;
  return readDate(instant === null ? text : dateAt(instant, timeZone));
}

/** A plus sign that was sent unencoded arrives as a space; before an offset nothing else can have been meant. */
function withPlus(text: string): string {
  return text.replace(/ (?=\d\d:\d\d$)/, (space, at: number) => (at > 10 ? '+' : space));
}
