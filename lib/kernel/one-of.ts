/** The value as one of these; for a column that holds nothing else. Throws where it does. */
export function oneOf<T extends string>(values: readonly T[], value: string): T {
  const found = values.find((one) => one === value);
  if (found === undefined) throw new Error(`${value} is none of ${values.join(", ")}`);
  return found;
}
