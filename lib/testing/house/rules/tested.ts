import type { Rule } from "../rule.ts";
import type { Source } from "../sources.ts";
import { linesOf } from "./length.ts";

/** Lines of test for a line of code. */
const SHARE_MIN = 1 / 3;

const WHOLE = "components";

/** Lines of code and of test in each folder of components/, and in all of them. */
export function testedIn(
  sources: readonly Source[],
): { path: string; code: number; test: number; share: string }[] {
  const rooms = Map.groupBy(
    sources.filter(({ path }) => path.startsWith("components/")),
    ({ path }) => path.split("/").slice(0, 2).join("/"),
  );
  const all = [...rooms.values()].flat();
  return [...rooms, [WHOLE, all] as const].map(([path, files]) => {
    const code = linesIn(files.filter(({ test }) => !test));
    const test = linesIn(files.filter((file) => file.test));
    return { path, code, test, share: (test / code).toFixed(2) };
  });
}

const linesIn = (files: readonly Source[]): number =>
  files.reduce((lines, { text }) => lines + linesOf(text), 0);

export const tested: Rule = {
  name: "has a line of test for three of code in components/, and in each of its folders",
  check: (sources) =>
    testedIn(sources)
      .filter(({ code, test }) => test < SHARE_MIN * code)
      .map(({ path, code, test }) => ({ path, says: `${test} lines of test for ${code} of code` })),
};
