/** The known name that a wrong one is likely to mean: one that it begins, or one spelt much like it; null: none. */
export function nearestName(name: string, known: readonly string[]): string | null {
  let best = known.find((each) => name !== '' && each.startsWith(`${name}[`)) ?? null;
  if (best !== null || name.length > LONGEST) return best;
  // Every third letter may be wrong.
  let closest = Math.floor(name.length / 3) + 1;
  for (const each of known) {
    if (Math.abs(each.length - name.length) >= closest) continue;
    const steps = distance(name.toLowerCase(), each.toLowerCase());
    if (steps < closest) [best, closest] = [each, steps];
  }
  return best;
}
/** Longer texts are no misspelt names, and not worth the time. */
const LONGEST = 60;

/** How many letters must be added, dropped or replaced (Levenshtein). */
function distance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const same = from[row - 1] === to[column - 1] ? 0 : 1;
      current[column] = Math.min(at(above, column) + 1, at(current, column - 1) + 1, at(above, column - 1) + same);
    }
    above = current;
  }
  return at(above, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? 0;
}
