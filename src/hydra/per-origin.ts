/** Builds something once per origin, or per address of one, at its first use; there are at most eight origins. */
export function perOrigin<O extends object | string, T>(build: (origin: O) => T): (origin: O) => T {
  const built = new Map<O, T>();
  return (origin) => {
    const found = built.get(origin);
    if (found !== undefined) return found;
    const made = build(origin);
    built.set(origin, made);
    return made;
  };
}
