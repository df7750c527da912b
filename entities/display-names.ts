/** Languages kept open at most; clients choose among the hundreds that the runtime knows. */
const MOST = 32;

type Names = Pick<Intl.DisplayNames, 'of'>;
type Open = (languages: readonly string[], type: 'region' | 'language') => Names;

/** The name of a code in a language; the code itself where there is none. */
type NameOf = (code: string, language: string) => string;

/** Names of the Unicode CLDR, or English ones. Opening a language is slow, so that it is kept open. */
export function displayNames(type: 'region' | 'language', open: Open = openNames): NameOf {
  const opened = new Map<string, Names>();
  return (code, language) => {
    const names = opened.get(language) ?? open([language, 'en'], type);
    if (!opened.has(language)) keep(opened, language, names);
    return names.of(code) ?? code;
  };
}

function openNames(languages: readonly string[], type: 'region' | 'language'): Names {
  return new Intl.DisplayNames(languages, { type });
}

/** The oldest makes room. */
function keep(opened: Map<string, Names>, language: string, names: Names): void {
  const [oldest] = opened.keys();
  if (opened.size >= MOST && oldest !== undefined) opened.delete(oldest);
  opened.set(language, names);
}
