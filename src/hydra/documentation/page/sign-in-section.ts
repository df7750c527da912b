import type { DocumentSources } from '../sources.ts';
import { code, codeLink } from './html.ts';

/** How to get a token and what to do with it, as commands that can be pasted. */
export function signInSection({ base, signIn }: DocumentSources, origin: string, example: string): string {
  const root = `${origin}${base}`;
  const login =
    `curl -s ${root}${signIn.path} -H 'Content-Type: application/json' \\\n` +
    `  -d '${JSON.stringify(signIn.example).replaceAll("'", "'\\''")}'`;
  const use = `curl -s ${root}${example} -H "Authorization: Bearer $TOKEN"`;
  return (
    '<h2 id="sign-in">Begin here</h2>' +
    `<p>Look around without a token: ${codeLink(base, `curl -s ${root}`)}. Everything else needs one. Sign in:</p>` +
    `<pre>${code(login)}</pre>` +
    `<p>The answer holds the token under ${code(signIn.token)}. Send it with every request:</p>` +
    `<pre>${code(use)}</pre>` +
    `<p>What goes wrong is told as a problem document (RFC 9457): its type can be opened, its detail says what would be right.</p>`
  );
}
