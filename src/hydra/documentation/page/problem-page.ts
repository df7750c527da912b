import type { ProblemType } from '../../problem.ts';
import type { DocumentSources } from '../sources.ts';
import { codeLink, escapeHtml, htmlPage, prose } from './html.ts';

/** The body of `/problems/{slug}`: what the `type` of a problem leads to (RFC 9457 §3.1.1). */
export function problemNode(base: string, { slug, status, title, text }: ProblemType): object {
  return {
    '@context': `${base}/contexts/Error`,
    '@type': 'hydra:Status',
    '@id': `${base}/problems/${slug}`,
    'hydra:statusCode': status,
    'hydra:title': title,
    'hydra:description': text,
  };
}

/** The same for people. */
export function problemPage(
  { title: api, base }: Pick<DocumentSources, 'title' | 'base'>,
  { status, title, text }: ProblemType,
): string {
  const body =
    `<h1>${escapeHtml(title)}</h1><p>Status <code>${status}</code></p><p>${prose(text)}</p>` +
    `<p>${codeLink(`${base}/docs`, api)}</p>`;
  return htmlPage(`${title} – ${api}`, body);
}
