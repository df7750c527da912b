import { isJsonObject } from '../json-object.ts';

/** JSON-LD drops nulls (JSON-LD 1.1 API §5.1.2, step 4), which in our bodies clear a field: something stands for them. */
const WITHOUT_NULLS: ReadonlySet<string> = new Set(['@context', '@type', '@language', '@index', '@direction']);

/** The body with `mark`, an IRI that nobody else uses, in the place of each null; all objects are ordinary ones. */
export function marked(value: unknown, mark: string): unknown {
  if (value === null) return mark;
  if (Array.isArray(value)) return value.map((each) => marked(each, mark));
  if (!isJsonObject(value)) return value;
  const entries = Object.entries(value).map(([key, each]) => [
    key,
    WITHOUT_NULLS.has(key) ? plain(each) : marked(each, mark),
  ]);
  // Keys that reach a prototype never get past the JSON reader.
  return Object.fromEntries(entries);
}

/** The expanded body with its nulls again. */
export function unmarked(value: unknown, mark: string): unknown {
  if (value === mark) return null;
  if (Array.isArray(value)) return value.map((each) => unmarked(each, mark));
  if (!isJsonObject(value)) return value;
  if (value['@value'] === mark || value['@id'] === mark) return null;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unmarked(each, mark)]));
}

/** Objects read from bodies have no prototype, on which JSON-LD processors call methods. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each)]));
}
