/** How long each part took, and all of them together, as a table for people. */
export function timesTable(seconds: ReadonlyMap<string, number>): string {
  const total = [...seconds.values()].reduce((sum, one) => sum + one, 0);
  const rows = [...seconds, ["all", total] as const].map(
    ([name, took]) => [name, `${took.toFixed(1)} s`] as const,
  );
  const wide = (column: 0 | 1) => Math.max(...rows.map((row) => row[column].length));
  return rows.map(([name, took]) => `${name.padEnd(wide(0))}  ${took.padStart(wide(1))}`).join("\n");
}
