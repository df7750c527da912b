const DAYS = 'Mon|Tue|Wed|Thu|Fri|Sat|Sun';
const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const FIXED = new RegExp(`^(?:${DAYS}), [0-9]{2} (?:${MONTHS}) [0-9]{4} [0-9]{2}:[0-9]{2}:[0-9]{2} GMT$`);

/** The form of RFC 9110 §5.6.7; what is finer than a second is cut off. */
export function httpDate(instant: Date): string {
  return instant.toUTCString();
}

/** Milliseconds since 1970; null for what is no date of RFC 9110 §5.6.7 (the two obsolete forms are not read). */
export function readHttpDate(text: string): number | null {
  if (!FIXED.test(text)) return null;
  const read = Date.parse(text);
  return Number.isNaN(read) || new Date(read).toUTCString() !== text ? null : read;
}
