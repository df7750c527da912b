/** A meeting of the demo data, as its table stores it. */
export interface DemoMeeting {
  readonly employee_id: string | null;
  readonly date_from: string;
  readonly date_to: string;
  readonly notes: string | null;
  readonly time: string | null;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const TOPICS = ['Yearly talk.', 'How the first weeks went.', 'Wishes for next year.', 'Coming back from leave.'];

/**
 * Meetings around a day, one window of five days beginning each day, half of them before it: those in the past have
 * taken place, of those to come every third is not scheduled yet. Every twentieth is with nobody in particular.
 */
export function demoMeetings(count: number, employees: readonly string[], now: Date): readonly DemoMeeting[] {
  const today = Math.floor(now.getTime() / DAY) * DAY;
  const first = today - Math.floor(count / 2) * DAY;
  return Array.from({ length: count }, (_, number) => meeting(number, first + number * DAY, today, employees));
}

function meeting(number: number, day: number, today: number, employees: readonly string[]): DemoMeeting {
  const scheduled = day < today || number % 3 !== 0;
  return {
    employee_id: number % 20 === 19 ? null : (employees[number % employees.length] ?? null),
    date_from: instant(day + 8 * HOUR),
    date_to: instant(day + 4 * DAY + 16 * HOUR),
    notes: number % 4 === 0 ? (TOPICS[(number / 4) % TOPICS.length] ?? null) : null,
    time: scheduled ? instant(day + DAY + (9 + (number % 6)) * HOUR) : null,
  };
}

function instant(time: number): string {
  return new Date(time).toISOString();
}
