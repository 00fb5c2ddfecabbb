import type { Rule } from "../rule.ts";

const SILENCED =
  /biome-ignore(?:-\w+)? lint\/(?:complexity|suspicious\/noExplicitAny)|@ts-(?:ignore|nocheck|expect-error)/;

/** This rule, and the test that plants what it catches. */
const SPEAKS_OF_IT = ["lib/testing/house/rules/suppressions.ts", "lib/architecture.test.ts"];

/** The limits have no exceptions, not even in tests. */
export const suppressions: Rule = {
  name: "silences neither the types nor the limits",
  check: (sources) =>
    sources.flatMap(({ path, text }) => {
      const [silenced] = SILENCED.exec(text) ?? [];
      return silenced && !SPEAKS_OF_IT.includes(path) ? [{ path, says: silenced }] : [];
    }),
};
