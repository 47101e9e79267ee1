/**
 * Text in columns.
 *
 * @module
 */

/**
 * Aligns columns: the first one left, numbers right.
 *
 * @param rows Cells by row; the first row has the headings.
 * @returns The lines, two spaces between the columns.
 */
export function table(rows: ReadonlyArray<ReadonlyArray<string>>): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) =>
    row.map((cell, column) => column === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))
      .join("  ").trimEnd()
  ).join("\n");
}
