import { RDF, XSD } from '../../namespaces.ts';
import { quoted } from './quoted.ts';
import type { Syntax } from './syntax.ts';

/**
 * N-Quads (RDF 1.1 N-Quads): a line for each statement, all in the default graph.
 * @param origin `https://host`.
 * @param docs Path of the documentation, in which our vocabulary is.
 */
export function nQuads(origin: string, docs: string): Syntax {
  const iri: Syntax['iri'] = (absolute) => `<${absolute}>`;
  const literal: Syntax['literal'] = (text, datatype) =>
    datatype === undefined ? quoted(text) : `${quoted(text)}^^<${datatype}>`;
  return {
    start: '',
    own: (name) => `<${origin}${docs}#${name}>`,
    iri,
    path: (path) => `<${origin}${path}>`,
    literal,
    tagged: (text, language) => `${quoted(text)}@${language}`,
    integer: (text) => `"${text}"^^<${XSD}integer>`,
    boolean: (value) => `"${value}"^^<${XSD}boolean>`,
    say,
    node: (document, address, said) => {
      const subject = address ?? `_:b${document.blanks++}`;
      const text = said(subject);
      document.text += text;
      return subject;
    },
    list: (document, values) => {
      let rest = iri(`${RDF}nil`);
      for (const value of [...values].reverse()) {
        const cell = `_:b${document.blanks++}`;
        document.text += say(cell, iri(`${RDF}first`), [value]) + say(cell, iri(`${RDF}rest`), [rest]);
        rest = cell;
      }
      return rest;
    },
  };
}

function say(subject: string, property: string, values: readonly string[]): string {
  let text = '';
  for (const value of values) text += `${subject} ${property} ${value} .\n`;
  return text;
}
