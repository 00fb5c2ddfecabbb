/** Narrows a value, such as a column's, to one of the listed ones. Throws for any other. */
export function oneOf<T extends string | number>(values: readonly T[], value: string | number): T {
  const found = values.find((one) => one === value);
  if (found === undefined) throw new Error(`${value} is none of ${values.join(", ")}`);
  return found;
}
