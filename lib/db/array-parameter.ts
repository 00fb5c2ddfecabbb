/**
 * An array literal that passes a whole column of a batch as one parameter: `${arrayParameter(ids)}::text[]`. With
 * thousands of separate values, the database client handles each several times. NaN is preserved.
 */
export const arrayParameter = (values: readonly (string | number | boolean | null)[]): string =>
  `{${values.map(elementOf).join(",")}}`;

function elementOf(value: string | number | boolean | null): string {
  if (typeof value === "string") return `"${SPECIAL.test(value) ? value.replace(/["\\]/g, "\\$&") : value}"`;
  return value === null ? "NULL" : String(value);
}

const SPECIAL = /["\\]/;
