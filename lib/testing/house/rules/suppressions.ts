import type { Rule } from "../rule.ts";

const SILENCED =
  /biome-ignore(?:-\w+)? lint\/(?:complexity|suspicious\/noExplicitAny)|@ts-(?:ignore|nocheck|expect-error)/;

/** This rule, and the file that plants what it catches. */
const SPEAKS_OF_IT = ["lib/testing/house/rules/suppressions.ts", "lib/testing/house/planted.ts"];

/** A test may show that something does not compile: `@ts-expect-error: why`. */
const SHOWN = /@ts-expect-error: \w.+/g;

/** The limits have no exceptions, not even in tests. */
export const suppressions: Rule = {
  name: "silences neither the types nor the limits",
  check: (sources) =>
    sources.flatMap(({ path, text }) => {
      const shown = /\.test\.tsx?$/.test(path) ? text.replace(SHOWN, "") : text;
      const [silenced] = SILENCED.exec(shown) ?? [];
      return silenced && !SPEAKS_OF_IT.includes(path) ? [{ path, says: silenced }] : [];
    }),
};
