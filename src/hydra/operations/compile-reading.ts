import { compileCsv } from '../formats/compile-csv.ts';
import { compileWriter } from '../formats/compile-writer.ts';
import { compileRdf } from '../formats/rdf/compile-rdf.ts';
import { nQuads } from '../formats/rdf/n-quads.ts';
import type { Syntax } from '../formats/rdf/syntax.ts';
import { turtle } from '../formats/rdf/turtle.ts';
import { perOrigin } from '../per-origin.ts';
import { listStatements } from '../plan/list-statement.ts';
import type { ReadPlan } from '../plan/read-plan.ts';
import type { CollectionParameters } from '../query/parameters.ts';
import type { SearchTemplate } from '../query/template.ts';
import type { CompileContext } from './compile-resource.ts';
import type { LensPlan, LensReading } from './served.ts';

/** Compiles how rows are read and written down, in every form; `parameters` are those of the lens. */
export function compileReading(context: CompileContext, read: ReadPlan, parameters: CollectionParameters): LensReading {
  return Object.freeze({
    read,
    parameters,
    statements: listStatements(read),
    write: { ld: writerOf(context, read, true), json: writerOf(context, read, false) },
    csv: compileCsv(read.shown, context, context.scalars),
    rdf: rdfWriters(context, read, parameters.search),
    affords: null,
  });
}

/** How many sets of fields are kept compiled per lens; the one that was made first gives way. */
const KEPT_SETS = 50;

/** Compiles each set of fields once, as long as it is kept. */
export function keptSets(compile: (fields: readonly string[]) => LensReading): LensPlan['narrowed'] {
  const kept = new Map<string, LensReading>();
  return (fields) => {
    const key = fields.join();
    const known = kept.get(key);
    if (known !== undefined) return known;
    const [oldest] = kept.size < KEPT_SETS ? [] : kept.keys();
    if (oldest !== undefined) kept.delete(oldest);
    const made = compile(fields);
    kept.set(key, made);
    return made;
  };
}

function writerOf({ base, pathOf, scalars }: CompileContext, read: ReadPlan, keywords: boolean) {
  return compileWriter(read.shown, { keywords, base, pathOf }, scalars);
}

/** One writer per syntax and origin; there are but a few origins (wire-format, *origin*). */
function rdfWriters(context: CompileContext, { shown }: ReadPlan, search: SearchTemplate): LensPlan['rdf'] {
  const { base, prefixes } = context;
  const docs = `${base}/docs.jsonld`;
  const writer = (syntaxOf: (origin: string) => Syntax) =>
    perOrigin((origin: string) => compileRdf(shown, search, { ...context, syntax: syntaxOf(origin) }));
  return {
    ttl: writer((origin) => turtle(origin, docs, prefixes)),
    nq: writer((origin) => nQuads(origin, docs)),
  };
}
