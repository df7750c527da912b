/** A string literal of Turtle and N-Quads: line breaks, quotes and backslashes escaped, control characters as well. */
export function quoted(text: string): string {
  return ESCAPED.test(text) ? `"${text.replace(EACH_ESCAPED, escaped)}"` : `"${text}"`;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must be escaped.
const ESCAPED = /["\\\u0000-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const EACH_ESCAPED = /["\\\u0000-\u001f\u007f]/g;

const SHORT: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};

function escaped(character: string): string {
  return SHORT[character] ?? `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}
