/** Whether an `@type` names a class: by its name, or by its IRI, the documentation's address with the name behind it. */
export function namesClass(type: unknown, name: string): boolean {
  const named: readonly unknown[] = Array.isArray(type) ? type : [type];
  return named.some((each) => each === name || (typeof each === 'string' && each.endsWith(`#${name}`)));
}
