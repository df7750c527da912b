/** Where two documents differ first, as a path; null when they say the same. */
export function difference(expected: unknown, actual: unknown, path = ''): string | null {
  if (isObject(expected) && isObject(actual)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
      const found = difference(expected[key], actual[key], `${path}/${key}`);
      if (found !== null) return found;
    }
    return Array.isArray(expected) === Array.isArray(actual) ? null : path;
  }
  return instantOr(expected) === instantOr(actual)
    ? null
    : `${path}: ${JSON.stringify(expected)} and ${JSON.stringify(actual)}`;
}

/** Drops what another row of the same content has of its own. */
export function withoutId(document: unknown): unknown {
  if (!isObject(document)) return document;
  const { id: _id, '@id': _iri, ...rest } = document;
  return rest;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Two spellings of one instant are the same. */
function instantOr(value: unknown): unknown {
  return typeof value === 'string' && /^\d{4,}-\d\d-\d\dT/.test(value) ? Date.parse(value) : value;
}
