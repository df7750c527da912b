/** Text as it may stand in HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
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
  'body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1b1f24;background:#fff}main{max-width:60rem;margin:0 auto;padding:2rem 1rem}' +
  'h1{font-size:1.75rem}h2{font-size:1.25rem;margin-top:2.5rem}h3{font-size:1rem;margin-bottom:.25rem}' +
  'code{font:.9em ui-monospace,monospace;background:#f2f4f7;padding:.1em .3em;border-radius:.2em}' +
  'table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;border-bottom:1px solid #dde2e8}' +
  '@media(prefers-color-scheme:dark){body{color:#e6e9ed;background:#15181c}code{background:#252a31}td,th{border-color:#343b44}a{color:#8ab4f8}}';
