/** An organization of the benchmark and how much it holds. */
export interface BenchOrganization {
  /** 8 characters of base 36. */
  readonly id: string;
  readonly meetings: number;
  readonly employees: number;
}

/** Where most requests go. */
export const SMALL = organization('benchsma', 1_111);
/** Nine tenths of all meetings. */
const LARGE = organization('benchlar', 90_000);
/** Where meetings are created and changed, so that the others stay as they are. */
const WRITTEN: readonly BenchOrganization[] = Array.from({ length: 20 }, (_, number) => {
  return organization(`benchw${String(number).padStart(2, '0')}`, 444);
});
/** The rest of 100,000 meetings. */
const OTHER = organization('benchoth', 100_000 - SMALL.meetings - LARGE.meetings - 20 * 444);

/** What every run measures on. */
export const ORGANIZATIONS: readonly BenchOrganization[] = [OTHER, SMALL, LARGE, ...WRITTEN];

/** An organization of so many meetings, for flatness. */
export function sized(meetings: number): BenchOrganization {
  return organization(`bench${meetings.toString(36).slice(0, 3).padStart(3, '0')}`, meetings);
}

/** One employee for every 37 meetings, so that a filtered list has more than one page; at most 300. */
function organization(id: string, meetings: number): BenchOrganization {
  return { id, meetings, employees: Math.min(300, Math.ceil(meetings / 37)) };
}
