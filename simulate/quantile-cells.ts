import { JUDGE_VERSION } from "#lib/rollouts/judges.ts";
import { type Law, lognormal } from "./arm.ts";
import { type Cell, rowsOf, shareOf } from "./cell.ts";
import { ALPHA, SPLITS } from "./cells.ts";
import type { Setting, Watched } from "./rollout.ts";

const SIGMAS = [1, 1.5, 2] as const;
const METRICS = ["latency-p95", "latency-p99"] as const;
/** Per cent by which a quantile may be worse. */
const MARGIN = 20;

/** A look at four times the rows of the other cells: a quantile takes longer to compute, and is seen later. */
const base: Omit<Setting, "watched" | "rows"> = {
  judge: JUDGE_VERSION,
  looks: 25,
  stages: 1,
  alpha: ALPHA,
  advances: false,
};
const rowsIn = ([baseline, candidate]: Setting["rows"]) => [4 * baseline, 4 * candidate] as const;

type Place = {
  readonly name: string;
  readonly metric: Watched["metric"];
  readonly sigma: number;
  readonly rows: Setting["rows"];
};

const PLACES: readonly Place[] = METRICS.flatMap((metric) =>
  SIGMAS.flatMap((sigma) =>
    Object.entries(SPLITS).map(([split, rows]) => {
      const name = `${metric}, lognormal σ ${sigma}, ${split}`;
      return { name, metric, sigma, rows: rowsIn(rows) };
    }),
  ),
);

const watching = (
  metric: Watched["metric"],
  sigma: number,
  candidate: Law,
  rollbackMargin: number,
): Watched => ({
  metric,
  baseline: lognormal(sigma),
  candidate,
  rollbackMargin,
  advanceMargin: MARGIN,
  relative: true,
});

/** A candidate that is equal to the baseline. */
const equal: Cell[] = PLACES.map(({ name, metric, sigma, rows }) => {
  const watched = [{ ...watching(metric, sigma, lognormal(sigma), 0), advanceMargin: 1e-9 }];
  return shareOf(name, "false rollback", { ...base, watched, rows }, { wrong: "rolled-back", most: ALPHA });
});

/** A harm of exactly the margin, where the first pass advances. */
const harmful: Cell[] = PLACES.map(({ name, metric, sigma, rows }) => {
  const watched = [watching(metric, sigma, lognormal(sigma, 1 + MARGIN / 100), 900)];
  const setting = { ...base, watched, rows, advances: true };
  return shareOf(`${name}, slower by ${MARGIN} %`, "false advance", setting, {
    wrong: "completed",
    most: ALPHA,
  });
});

/** Rows until a p95 that is slower by a fifth is seen, with no margin to roll back: at most a little over what was measured once. */
const power: Cell[] = (
  [
    [1, 8000],
    [1.5, 14_500],
    [2, 24_000],
  ] as const
).map(([sigma, most]) => {
  const watched = [watching("latency-p95", sigma, lognormal(sigma, 1.2), 0)];
  const setting = { ...base, watched, rows: [400, 400], looks: 60 } as const;
  return rowsOf(`latency-p95, lognormal σ ${sigma}, 50/50, until 20 % is seen`, setting, most);
});

export const QUANTILE_CELLS: readonly Cell[] = [...equal, ...harmful, ...power];

/** Where the mean of the same values was most wrong, for the tests. */
export const HARDEST_QUANTILES: readonly Cell[] = [
  "latency-p99, lognormal σ 2, 5/95",
  "latency-p95, lognormal σ 1.5, 10/90",
  "latency-p95, lognormal σ 1, 95/5, slower by 20 %",
  "latency-p95, lognormal σ 1, 50/50, until 20 % is seen",
].map((name) => QUANTILE_CELLS.find(({ cell }) => cell === name)!);
