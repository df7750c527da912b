import type { OperationDescription } from '../operations/description.ts';
import { escapeHtml, htmlPage } from './html.ts';
import type { DocumentSources } from './sources.ts';

/** The documentation for people: every operation with what it takes and answers. */
export function docsPage(
  { title, description, base, model }: DocumentSources,
  operations: readonly OperationDescription[],
): string {
  const intro =
    `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(description)}</p>` +
    `<p>Start at <a href="${base}"><code>${base}</code></a>. For programs: ` +
    `<a href="${base}/docs.jsonld">Hydra</a>, <a href="${base}/openapi.json">OpenAPI</a>.</p>`;
  const homes = [...new Set(operations.map(homeOf))];
  const sections = homes.map((home) => {
    const comment = model.classes.find(({ name }) => name === home)?.comment ?? '';
    const own = operations.filter((operation) => homeOf(operation) === home);
    const text = comment === '' ? '' : `<p>${escapeHtml(comment)}</p>`;
    return `<section><h2>${escapeHtml(home)}</h2>${text}${own.map((each) => operationText(base, each)).join('')}</section>`;
  });
  return htmlPage(title, intro + sections.join(''));
}

function homeOf({ of, kind }: OperationDescription): string {
  return of?.name ?? (kind === 'document' ? 'Documents' : 'Callers');
}

function operationText(
  base: string,
  { method, path, title, description, expects, statuses }: OperationDescription,
): string {
  const body = expects === null ? '' : `<p>Body: <code>${escapeHtml(expects.name)}</code></p>`;
  const rows = statuses.map(
    (each) => `<tr><td><code>${each.status}</code></td><td>${escapeHtml(each.description)}</td></tr>`,
  );
  const address = path === '/' ? base : `${base}${path}`;
  return (
    `<h3><code>${method} ${escapeHtml(address)}</code></h3><p>${escapeHtml(title)} ${escapeHtml(description)}</p>` +
    `${body}<table>${rows.join('')}</table>`
  );
}
