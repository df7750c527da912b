import type { OperationDescription, Returned, StatusDescription } from '../../operations/description.ts';
import type { ProblemType } from '../../problem.ts';
import { SLICE_QUERY } from '../../query/slice-parameters.ts';
import { code, codeLink, escapeHtml, prose } from './html.ts';
import { parameterTable } from './parameter-table.ts';

/** What operations are told with. */
export interface OperationTexts {
  /** Path of the entry point. */
  readonly base: string;
  /** Kinds of problem that are told once for all. */
  readonly usual: ReadonlySet<ProblemType>;
}

/** One operation: what it takes, what it gives and what it refuses beside what every operation may. */
export function operationSection(texts: OperationTexts, operation: OperationDescription): string {
  const { method, path, title, description, open, kind } = operation;
  const address = path === '/' ? texts.base : `${texts.base}${path}`;
  const about = description === operation.of?.comment ? title : `${title} ${description}`;
  const lines = [about, ...(open && kind !== 'document' ? ['Needs no token.'] : [])];
  return (
    `<h3>${code(`${method} ${address}`)}</h3><p>${prose(lines.join(' '))}</p>` +
    `${kind === 'slice' ? parameterTable(SLICE_QUERY.openapi) : ''}${takes(operation)}${gives(operation)}${refusals(texts, operation)}`
  );
}

function takes({ expects, accepts, expectsHeaders }: OperationDescription): string {
  const headers = expectsHeaders.filter(({ name }) => name !== 'Content-Type').map(({ name }) => code(name));
  const sent = headers.length === 0 ? '' : ` Headers: ${headers.join(' ')}`;
  if (expects === null) return sent === '' ? '' : `<p>${sent.trim()}</p>`;
  return `<p>Body: ${classLink(expects.name)} as ${accepts.map(code).join(' ')}.${sent}</p>`;
}

function gives({ statuses, returns, gives }: OperationDescription): string {
  const done = statuses.filter(({ status }) => status < 300);
  const body = returns.kind === 'nothing' ? '' : ` Answers ${bodyText(returns)} as ${gives.map(code).join(' ')}.`;
  return `<p>${done.map(doneText).join(' ')}${body}</p>`;
}

function doneText({ status, description }: StatusDescription): string {
  return `${code(String(status))} ${prose(description)}`;
}

function bodyText(returned: Returned): string {
  if (returned.kind === 'document' || returned.kind === 'nothing') return 'the document';
  const link = classLink(returned.of.name);
  return returned.kind === 'collection' ? `a page of ${link}` : link;
}

function classLink(name: string): string {
  return `<a href="#${escapeHtml(name)}">${escapeHtml(name)}</a>`;
}

function refusals({ base, usual }: OperationTexts, { statuses }: OperationDescription): string {
  const own = statuses.flatMap(({ problems }) => problems.filter((problem) => !usual.has(problem)));
  if (own.length === 0) return '';
  const links = own.map(({ slug, status, title }) => {
    return `${code(String(status))} ${codeLink(`${base}/problems/${slug}`, slug)} (${escapeHtml(title)})`;
  });
  return `<p>Refuses: ${links.join(', ')}.</p>`;
}
