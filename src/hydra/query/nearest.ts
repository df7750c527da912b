/** The known name that a misspelt one is likely to mean; null: none is near. */
export function nearestName(name: string, known: Iterable<string>): string | null {
  let best: string | null = null;
  // About every third letter may be wrong; longer texts are no misspelt names and are not worth the time.
  let closest = name.length > LONGEST ? 0 : Math.floor(name.length / 3) + 2;
  for (const each of known) {
    if (Math.abs(each.length - name.length) >= closest) continue;
    const steps = distance(name.toLowerCase(), each.toLowerCase());
    if (steps < closest) [best, closest] = [each, steps];
  }
  return best;
}
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
