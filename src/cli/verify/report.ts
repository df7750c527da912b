import type { Disagreement } from './disagreements.ts';
import type { BrokenLink } from './follow-links.ts';

/** What a verification found. */
export interface Report {
  readonly base: string;
  /** What the records were written in. */
  readonly writtenIn: string;
  readonly operations: number;
  readonly requests: number;
  readonly disagreements: readonly Disagreement[];
  readonly brokenLinks: readonly BrokenLink[];
  /** Documented refusals that none of the users has the rights, or the lack of them, to meet. */
  readonly unmet: readonly string[];
  /** Operations that were left out, with the reason. */
  readonly leftOut: readonly string[];
  /** Documented statuses that are not provoked: 429 and 5xx. */
  readonly notProvoked: readonly string[];
  /** Records that were made and could not be removed. */
  readonly left: readonly string[];
}

/** Whether documentation and instance agree. */
export function agrees({ disagreements, brokenLinks }: Report): boolean {
  return disagreements.length === 0 && brokenLinks.length === 0;
}

/** The report for a person, a line each. */
export function reportLines(report: Report): readonly string[] {
  const { disagreements, brokenLinks, unmet, left, leftOut, notProvoked } = report;
  return [
    `${report.base}: ${report.operations} operations, ${report.requests} requests, written in ${report.writtenIn}.`,
    ...disagreements.map(({ operation, what }) => `  ${operation}: ${what}`),
    ...brokenLinks.map(({ link, foundIn, status }) => `  ${link} answers ${status}; found in ${foundIn}.`),
    ...leftOut.map((each) => `  Left out: ${each}`),
    ...(unmet.length === 0 ? [] : [`Not met by these users, give more with --user: ${unmet.join(', ')}.`]),
    `Not provoked: ${notProvoked.join(', ')}.`,
    ...(left.length === 0 ? [] : [`Made and not removable (no DELETE): ${left.length}, such as ${left[0] ?? ''}.`]),
    agrees(report)
      ? 'Documentation and instance agree.'
      : `${disagreements.length + brokenLinks.length} disagreements.`,
  ];
}
