/** Rows as the database names their columns. */
type Columns = Readonly<Record<string, unknown>>;

/**
 * Reads the rows of `SELECT *` as the object mapper would: same names, same values. For what many pages read; the mapper
 * takes longer than the statement.
 */
export const asModels = <Model>(rows: readonly Columns[]): Model[] =>
  rows.map(
    (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [fieldOf(name), value])) as Model,
  );

const fields = new Map<string, string>();

function fieldOf(column: string): string {
  const known = fields.get(column) ?? column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  fields.set(column, known);
  return known;
}
