import type { Source } from "./sources.ts";

export type Fault = { readonly path: string; readonly says: string };

/** One rule for the whole house. */
export type Rule = {
  /** Completes "The house …". */
  readonly name: string;
  check(sources: readonly Source[]): Fault[];
};

/** A rule that checks one file of the product at a time. */
export const inEachFile = (name: string, faultsOf: (source: Source) => string[]): Rule => ({
  name,
  check: (sources) =>
    sources
      .filter(({ test }) => !test)
      .flatMap((source) => faultsOf(source).map((says) => ({ path: source.path, says }))),
});
