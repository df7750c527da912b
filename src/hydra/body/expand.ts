import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../json-object.ts';
import { isJsonObject } from '../json-object.ts';
import { BAD_REQUEST, ProblemError } from '../problem.ts';
import { isCheap } from './context-limits.ts';
import { marked, unmarked } from './kept-nulls.ts';

/** What a body with contexts of its own is expanded with. */
export interface Expansion {
  /** In the order in which they apply, after `terms`. */
  readonly contexts: readonly unknown[];
  /** The terms of the class: what the sender does not define means what it always means. */
  readonly terms: Readonly<Record<string, unknown>>;
  /** The address that was asked; relative IRIs are resolved against it. */
  readonly base: string;
}

/**
 * A body in expanded form (JSON-LD 1.1 API §5.1): its keys are IRIs. Nothing is fetched, nulls stay, and the work is
 * bounded.
 * @throws ProblemError 400 that says why it cannot be expanded.
 */
export async function expand(body: JsonObject, { contexts, terms, base }: Expansion): Promise<JsonObject> {
  const document = { ...body, '@context': contexts };
  if (!isCheap(document)) {
    throw refused(
      'The body is too large to be read with a @context of its own: send it with our keys and without one.',
    );
  }
  const mark = `urn:uuid:${randomUUID()}`;
  const nodes = await expanded(marked(document, mark), terms, base);
  if (nodes.length > 1) throw refused('The body describes more than one record: send one object.');
  const node = unmarked(nodes[0] ?? {}, mark);
  return isJsonObject(node) ? node : {};
}

async function expanded(document: unknown, terms: Expansion['terms'], base: string): Promise<readonly unknown[]> {
  const asked: string[] = [];
  const documentLoader = async (url: string): Promise<never> => {
    asked.push(url);
    throw new Error('Nothing is fetched.');
  };
  // Loaded by the first body that needs it: most servers never meet one.
  const { default: jsonld } = await import('jsonld');
  const options = { base, expandContext: { '@context': terms }, documentLoader };
  try {
    // Its types know whole documents only; what was sent may be anything, and is refused by it.
    return await jsonld.expand(document as object, options as object);
  } catch (error) {
    throw refusal(error, asked[0]);
  }
}

function refusal(error: unknown, url: string | undefined): ProblemError {
  if (url !== undefined) {
    return refused(
      `The @context of the body refers to ${url.slice(0, 200)}, which is not fetched: write its terms inline.`,
    );
  }
  const code = codeOf(error);
  return refused(`The body cannot be read as JSON-LD${code === null ? '' : `: ${code}`}.`, error);
}

/** The processor's own name of what is wrong, such as `invalid term definition` (JSON-LD 1.1 API §9.1). */
function codeOf(error: unknown): string | null {
  const details = isJsonObject(error) ? error.details : null;
  return isJsonObject(details) && typeof details.code === 'string' ? details.code : null;
}

function refused(detail: string, cause?: unknown): ProblemError {
  return new ProblemError(BAD_REQUEST, { detail, cause });
}
