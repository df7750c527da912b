import { RDF } from '../../namespaces.ts';
import { quoted } from './quoted.ts';
import type { Syntax } from './syntax.ts';

/**
 * Turtle (RDF 1.1 Turtle): a block for each node with an address, blank nodes inside the one that has them.
 * @param origin `https://host`.
 * @param docs Path of the documentation, in which our vocabulary is: the empty prefix.
 * @param prefixes Namespaces by prefix.
 */
export function turtle(origin: string, docs: string, prefixes: ReadonlyMap<string, string>): Syntax {
  const vocabulary = `${origin}${docs}#`;
  const known = [['', vocabulary] as const, ...prefixes];
  const iri = (absolute: string): string => {
    for (const [prefix, namespace] of known) {
      const name = absolute.startsWith(namespace) ? absolute.slice(namespace.length) : '';
      if (LOCAL.test(name)) return `${prefix}:${name.replaceAll('/', '\\/')}`;
    }
    return `<${absolute}>`;
  };
  const isA = iri(`${RDF}type`);
  return {
    start: `@base <${origin}/> .\n${known.map(([prefix, namespace]) => `@prefix ${prefix}: <${namespace}> .\n`).join('')}\n`,
    own: (name) => iri(`${vocabulary}${name}`),
    iri,
    path: (path) => `<${path}>`,
    literal: (text, datatype) => (datatype === undefined ? quoted(text) : `${quoted(text)}^^${iri(datatype)}`),
    tagged: (text, language) => `${quoted(text)}@${language}`,
    integer: (text) => text,
    boolean: String,
    say: (_subject, property, values) =>
      values.length === 0 ? '' : `${NEXT}${property === isA ? 'a' : property} ${values.join(', ')}`,
    node: (document, address, said) => {
      const text = said(address ?? '').slice(NEXT.length);
      if (address === null) return text === '' ? '[]' : `[ ${text} ]`;
      document.text += text === '' ? '' : `${address} ${text} .\n`;
      return address;
    },
    list: (_document, values) => `( ${values.join(' ')} )`,
  };
}

/** Between the properties of a node; cut off before the first. */
const NEXT = ' ;\n  ';
/** Names that need no further escapes (§6.5: PN_LOCAL); a slash is escaped. */
const LOCAL = /^[A-Za-z][\w/]*$/;
