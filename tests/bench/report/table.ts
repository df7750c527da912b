/** A table of texts, its first line the heading; columns of figures are set to the right. */
export function table(lines: readonly (readonly string[])[], figures: (column: number) => boolean): string {
  const widths = (lines[0] ?? []).map((_, column) =>
    Math.max(...lines.map((line) => [...(line[column] ?? '')].length)),
  );
  const rows = lines.map((line) => {
    const cells = line.map((cell, column) => {
      const width = widths[column] ?? 0;
      return figures(column) ? cell.padStart(width) : cell.padEnd(width);
    });
    return cells.join('  ').trimEnd();
  });
  const [heading = '', ...rest] = rows;
  return [heading, '─'.repeat(heading.length), ...rest].join('\n');
}
