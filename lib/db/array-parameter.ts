/**
 * An array as PostgreSQL writes it, for a column of a batch in one parameter: `${arrayParameter(ids)}::text[]`. Given
 * thousands of values one by one, the database client handles each of them several times. A NaN stays what it is.
 */
export const arrayParameter = (values: readonly (string | number | boolean | null)[]): string =>
  `{${values.map(elementOf).join(",")}}`;

function elementOf(value: string | number | boolean | null): string {
  if (typeof value === "string") return `"${SPECIAL.test(value) ? value.replace(/["\\]/g, "\\$&") : value}"`;
  return value === null ? "NULL" : String(value);
}

const SPECIAL = /["\\]/;
