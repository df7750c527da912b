import { isJsonObject } from '../json-object.ts';
/** The terms of a JSON-LD context as they are written. */
export type Terms = Readonly<Record<string, unknown>>;

/** One file of the contexts folder. */
export interface ContextFile {
  /** Without its ending: `organization-user`. */
  readonly name: string;
  readonly terms: Terms;
  /** Descriptions by what they describe: `Meeting`, `Meeting/time`, `schema:name`. */
  readonly comments: ReadonlyMap<string, string>;
}

/** Reads the text of a context file; what is wrong with its form goes to `mistakes`. */
export function parseContextFile(name: string, text: string, mistakes: string[]): ContextFile {
  const parsed = parse(text);
  const at = `contexts/${name}.jsonld`;
  if (!isJsonObject(parsed) || !isJsonObject(parsed['@context'])) {
    mistakes.push(`${at}: write one JSON object whose "@context" is an object of terms.`);
    return { name, terms: {}, comments: new Map() };
  }
  return { name, terms: parsed['@context'], comments: commentsIn(parsed['@graph'] ?? [], at, mistakes) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function commentsIn(graph: unknown, at: string, mistakes: string[]): ReadonlyMap<string, string> {
  const comments = new Map<string, string>();
  for (const node of Array.isArray(graph) ? graph : [graph]) {
    const { '@id': id, 'rdfs:comment': comment } = isJsonObject(node) ? node : {};
    if (typeof id !== 'string' || typeof comment !== 'string' || comment.trim() === '') {
      mistakes.push(`${at}: give each node of "@graph" an "@id" and an "rdfs:comment", both texts.`);
    } else if (comments.has(id)) {
      mistakes.push(`${at}: describe ${id} once.`);
    } else {
      comments.set(id, comment);
    }
  }
  return comments;
}

/** The namespaces that terms define as prefixes (JSON-LD 1.1 §4.4), by prefix. */
export function prefixesIn(terms: Terms): ReadonlyMap<string, string> {
  const namespaces = Object.entries(terms).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && /[/#]$/.test(entry[1]),
  );
  return new Map(namespaces);
}
