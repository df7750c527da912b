/** Text as it may stand in HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A sentence of the model; what it has between backticks is code. */
export function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>');
}

/** Something that is typed as it stands. */
export function code(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

/** Code within a link. */
export function codeLink(address: string, text: string): string {
  return `<a href="${escapeHtml(address)}">${code(text)}</a>`;
}

/** Rows of HTML below their headings; nothing where there are no rows. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const head = headings.map((each) => `<th>${escapeHtml(each)}</th>`).join('');
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('');
  return `<table><tr>${head}</tr>${body}</table>`;
}

/** A page of its own: no script, no address of anybody else. */
export function htmlPage(title: string, body: string): string {
  return (
    '<!doctype html><html lang="en"><head><meta charset="utf-8">' +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`
  );
}

/** Of HTML documents, in the place of the policy of data: their own style and nothing else. */
export const HTML_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const STYLE =
  'body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1b1f24;background:#fff}main{max-width:64rem;margin:0 auto;padding:2rem 1rem}' +
  'h1{font-size:1.75rem}h2{font-size:1.35rem;margin-top:3rem}h3{font-size:1rem;margin:1.75rem 0 .25rem}p{margin:.35rem 0}' +
  'code{font:.9em ui-monospace,monospace;background:#f2f4f7;padding:.1em .3em;border-radius:.2em}' +
  'pre{background:#f2f4f7;padding:.75rem;border-radius:.3em;overflow:auto}pre code{padding:0}' +
  'table{border-collapse:collapse;width:100%;margin:.5rem 0}td,th{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #dde2e8}' +
  '@media(prefers-color-scheme:dark){body{color:#e6e9ed;background:#15181c}code,pre{background:#252a31}td,th{border-color:#343b44}a{color:#8ab4f8}}';
