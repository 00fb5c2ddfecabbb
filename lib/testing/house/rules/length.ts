import type { Rule } from "../rule.ts";

const FILE_MAX = 250;
const FUNCTION_MAX = 60;

export const linesOf = (text: string): number => text.trimEnd().split("\n").length;

export const shortFiles: Rule = {
  name: `keeps files to ${FILE_MAX} lines`,
  check: (sources) =>
    sources
      .map(({ path, text }) => ({ path, lines: linesOf(text) }))
      .filter(({ lines }) => lines > FILE_MAX)
      .map(({ path, lines }) => ({ path, says: `${lines} lines` })),
};

/**
 * Counted as a reader does, without blank lines; Biome counts fewer in JSX. A test's `describe` does not count as a
 * function.
 */
export const shortFunctions: Rule = {
  name: `keeps functions to ${FUNCTION_MAX} lines`,
  check: (sources) =>
    sources
      .filter(({ path }) => !/\.test\.tsx?$/.test(path))
      .flatMap(({ path, nodes, text }) =>
        nodes
          .filter(([{ type }]) => FUNCTION.test(type))
          .map(
            ([{ start, end }]) =>
              text
                .slice(start, end)
                .split("\n")
                .filter((line) => line.trim()).length,
          )
          .filter((lines) => lines > FUNCTION_MAX)
          .map((lines) => ({ path, says: `a function of ${lines} lines` })),
      ),
};

const FUNCTION = /^(?:Function(?:Declaration|Expression)|ArrowFunctionExpression)$/;
