import { parseArgs } from "node:util";
import type { Measured } from "./cell.ts";
import { CELLS, HARDEST } from "./cells.ts";
import { DAY_CELLS, HARDEST_DAY } from "./day-cells.ts";
import { PAIR_CELLS } from "./pair-cells.ts";
import { HARDEST_QUANTILES, QUANTILE_CELLS } from "./quantile-cells.ts";
import { HARDEST_SLICES, SLICE_CELLS } from "./slice-cells.ts";
import { SUBJECT_CELLS } from "./subject-cells.ts";
import { UNTIDY_CELLS } from "./untidy-cells.ts";

const USAGE = `usage: npm run simulate -- [--full] [--json] [--rollouts <n>]

Rolls thousands of updates out before the judge, with known truth, and counts how often it errs.

  --full           every cell; without it, those where a judge errs most easily
  --json           print one JSON object a line: {cell, figure, value, bound, ok}
  --rollouts <n>   rollouts a cell (2000 with --full, else 300)

Exits 0 when every figure is within its bound, 1 when one is not, 2 on wrong usage. See docs/judging.md.
`;

const { full, json, rollouts } = readOptions();
const measured: Measured[] = [];
for (const { measure } of [
  ...(full
    ? [...CELLS, ...QUANTILE_CELLS, ...DAY_CELLS, ...SLICE_CELLS]
    : [...HARDEST, ...HARDEST_QUANTILES, ...HARDEST_DAY, ...HARDEST_SLICES]),
  ...PAIR_CELLS,
  ...SUBJECT_CELLS,
  ...UNTIDY_CELLS,
]) {
  const found = await measure(rollouts);
  measured.push(found);
  process.stdout.write(`${json ? JSON.stringify(found) : lineOf(found)}\n`);
}
process.exitCode = measured.every(({ ok }) => ok) ? 0 : 1;

function lineOf({ cell, figure, value, bound, ok }: Measured): string {
  const shown = (one: number) =>
    figure === "rows" ? String(one) : figure === "power" ? one.toFixed(2) : `${(100 * one).toFixed(2)} %`;
  return `${figure.padEnd(14)}  ${cell.padEnd(48)}  ${shown(value).padStart(8)}  at most ${shown(bound)}  ${ok ? "ok" : "FALLS SHORT"}`;
}

function readOptions(): { full: boolean; json: boolean; rollouts: number } {
  try {
    const { values } = parseArgs({
      options: {
        full: { type: "boolean", default: false },
        json: { type: "boolean", default: false },
        rollouts: { type: "string" },
        help: { type: "boolean", default: false },
      },
    });
    if (values.help) end(0, USAGE);
    const asked = Number(values.rollouts ?? (values.full ? 2000 : 300));
    if (!(Number.isInteger(asked) && asked >= 50 && asked <= 100_000))
      end(2, `--rollouts takes a whole number from 50 to 100,000\n\n${USAGE}`);
    return { full: values.full, json: values.json, rollouts: asked };
  } catch (error) {
    return end(2, `${error instanceof Error ? error.message : error}\n\n${USAGE}`);
  }
}

function end(code: number, message: string): never {
  (code === 0 ? process.stdout : process.stderr).write(message);
  process.exit(code);
}
