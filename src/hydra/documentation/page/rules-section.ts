import { MEDIA_TYPES } from '../../formats/media-types.ts';
import type { OperationDescription } from '../../operations/description.ts';
import type { ProblemType } from '../../problem.ts';
import { code, codeLink, escapeHtml, prose, table } from './html.ts';

/** What holds for every operation: forms, headers and what any request may meet. */
export function rulesSection(
  base: string,
  operations: readonly OperationDescription[],
  usual: ReadonlySet<ProblemType>,
): string {
  return (
    '<h2 id="rules">What holds everywhere</h2>' +
    '<p>Addresses in bodies are paths below this host. Dates and times without an offset are meant in the time zone of the caller. ' +
    'A change (PATCH) is a merge patch: what is left out stays, null clears, a list is replaced whole.</p>' +
    `<h3>Forms of an answer</h3>${formTable(operations)}` +
    `<h3>Headers of a request</h3>${headerTable(operations)}` +
    `<h3>What any request may be refused for</h3>${problemTable(base, [...usual])}`
  );
}

/** Kinds of problem by address, status and meaning. */
export function problemTable(base: string, problems: readonly ProblemType[]): string {
  const sorted = problems.toSorted((a, b) => a.status - b.status || (a.slug < b.slug ? -1 : 1));
  return table(
    ['status', 'problem', 'meaning'],
    sorted.map(({ slug, status, text }) => [
      code(String(status)),
      codeLink(`${base}/problems/${slug}`, slug),
      prose(text),
    ]),
  );
}

function formTable(operations: readonly OperationDescription[]): string {
  const given = new Set(operations.filter(({ kind }) => kind !== 'document').flatMap(({ gives }) => gives));
  const rows = MEDIA_TYPES.filter(({ name }) => given.has(name)).map(({ name, suffix }) => [
    code(name),
    suffix === null ? '' : `or ${code(suffix)} at the end of the path`,
  ]);
  return table(['Accept', 'by suffix'], rows);
}

function headerTable(operations: readonly OperationDescription[]): string {
  const sent = operations.flatMap(({ expectsHeaders }) => expectsHeaders).filter(({ values }) => values === null);
  const byName = new Map(sent.map(({ name, description }) => [name, description]));
  return table(
    ['header', 'meaning'],
    [...byName].map(([name, description]) => [escapeHtml(name), prose(description)]),
  );
}
