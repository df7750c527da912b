/**
 * A path made of stored texts, fit for an IRI: characters that RFC 3987 allows nowhere are percent-encoded, others stay
 * as they are.
 */
export function addressOfRow(text: string): string {
  return FORBIDDEN.test(text) ? text.replace(EACH_FORBIDDEN, encodeURIComponent) : text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are forbidden as well.
const FORBIDDEN = /[\u0000-\u0020"<>\\^`{|}\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above.
const EACH_FORBIDDEN = /[\u0000-\u0020"<>\\^`{|}\u007f]/g;
