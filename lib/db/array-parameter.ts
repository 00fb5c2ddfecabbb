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

/** The same of a column whose values need no quotes: ids, moments, names of arms, numbers. */
export const plainArrayParameter = (values: readonly (string | number | null)[]): string =>
  `{${values.map((value) => value ?? "NULL").join(",")}}`;

/** A column of few distinct values: each value once, and for each row its value's place, from 1. */
export function distinctParameters<T>(
  column: readonly T[],
  textOf: (value: T) => string,
): { readonly values: string; readonly places: string } {
  const places = new Map<T, number>();
  const at = column.map((value) => {
    const known = places.get(value);
    if (known === undefined) places.set(value, places.size + 1);
    return known ?? places.size;
  });
  return { values: arrayParameter([...places.keys()].map(textOf)), places: plainArrayParameter(at) };
}
