import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of published test vectors, kept beside the project. */
export const VECTORS = fileURLToPath(new URL("../../../../shared/vectors/", import.meta.url));

/** One published case: `expected` null means that the answer must be an explicit "no value". */
export type VectorCase = {
  readonly id: string;
  readonly fn: string;
  readonly args: Record<string, unknown>;
  readonly expected: unknown;
};

/**
 * A vector file kept beside the project, or null (warned once a file) where it is missing: the tests that need it
 * then skip. `name` is relative to the folder of vectors.
 */
export function vectorFile<T>(name: string): T | null {
  const path = join(VECTORS, name);
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8")) as T;
  console.warn(`skipped: no test vectors at ${path}`);
  return null;
}

/** The cases of one function in a statistics file; empty where the file is missing. */
export function statisticsCases<A, E>(
  file: { readonly cases: readonly VectorCase[] } | null,
  fn: string,
): { readonly id: string; readonly args: A; readonly expected: E }[] {
  const cases = file?.cases.filter((one) => one.fn === fn) ?? [];
  if (file !== null && cases.length === 0) throw new Error(`no case of ${fn} in the vectors`);
  return cases as never;
}

/** Within the tolerance the vectors declare: relative, with an absolute floor. */
export function near(actual: number, expected: number, relative = 1e-8, absolute = 1e-12): boolean {
  return Math.abs(actual - expected) <= Math.max(absolute, relative * Math.abs(expected));
}
