import type { Rule } from "../rule.ts";
import type { Source } from "../sources.ts";
import { linesOf } from "./length.ts";

const MEDIAN_MAX = 60;
const P90_MAX = 140;

/** How long the product's files are, without tests and test code. */
export function sizesOf(sources: readonly Source[]): { files: number; median: number; p90: number } {
  const lines = sources
    .filter(({ test, path }) => !test && /^(?:lib|components|app|bin)\/|^[a-z]+\.ts$/.test(path))
    .map(({ text }) => linesOf(text))
    .sort((a, b) => a - b);
  const at = (share: number): number => lines[Math.floor(share * (lines.length - 1))] ?? 0;
  return { files: lines.length, median: at(0.5), p90: at(0.9) };
}

export const sizes: Rule = {
  name: `keeps the median file to ${MEDIAN_MAX} lines and nine of ten to ${P90_MAX}`,
  check(sources) {
    const { files, median, p90 } = sizesOf(sources);
    const small = median <= MEDIAN_MAX && p90 <= P90_MAX;
    return small ? [] : [{ path: `${files} files`, says: `median ${median}, p90 ${p90}` }];
  },
};
