import { JUDGE_VERSION } from "#lib/rollouts/judges.ts";
import { events, type Law, withZeros } from "./arm.ts";
import { type Cell, rowsOf, shareOf } from "./cell.ts";
import { type DaySetting, stageOfDays } from "./time-of-day.ts";

const ALPHA = 0.05;

type Levels = Pick<DaySetting, "metric"> & { readonly name: string; readonly level: (light: number) => Law };

/** Levels that are four times as high at noon as in the night. */
const LEVELS: readonly Levels[] = [
  { name: "errors 2 % to 8 %", metric: "error-rate", level: (light) => events(0.05 + 0.03 * light) },
  { name: "errors 0.2 % to 0.8 %", metric: "error-rate", level: (light) => events(0.005 + 0.003 * light) },
  {
    name: "log-loss, zeros in 1 % to 4 %",
    metric: "log-loss",
    level: (light) => withZeros(0.025 + 0.015 * light),
  },
];

/** The candidate's share of what is reported: steady, or following the day. */
const SHARES = {
  "half, always": () => 0.5,
  "20 % to 80 %": (light: number) => 0.5 + 0.3 * light,
  "1 % to 9 %": (light: number) => 0.05 + 0.04 * light,
  "91 % to 99 %": (light: number) => 0.95 + 0.04 * light,
} as const;

const base = { judge: JUDGE_VERSION, rollbackMargin: 0, advanceMargin: 1e-9, days: 3, advances: false };

const settingOf = ({ metric, level }: Levels, share: DaySetting["share"]): DaySetting => ({
  ...base,
  metric,
  baseline: level,
  candidate: level,
  share,
  rowsEachHour: 300,
});

const runs =
  (setting: DaySetting): Parameters<typeof shareOf>[2] =>
  (random) =>
    stageOfDays(setting, random);

const equal: Cell[] = LEVELS.flatMap((levels) =>
  Object.entries(SHARES).map(([name, share]) =>
    shareOf(`${levels.name} a day, candidate ${name}`, "false rollback", runs(settingOf(levels, share)), {
      wrong: "rolled-back",
      most: ALPHA,
    }),
  ),
);

/** Harm that the day hides: where much is wrong anyway, the candidate hardly serves. */
const hidden: DaySetting = {
  ...settingOf(LEVELS[0]!, (light) => 0.5 - 0.3 * light),
  candidate: (light) => events((0.05 + 0.03 * light) * 1.4),
  rollbackMargin: 1,
  advanceMargin: 0.02,
  advances: true,
};

export const DAY_CELLS: readonly Cell[] = [
  ...equal,
  shareOf("errors 2 % to 8 % a day, worse by 40 %, margin 2 %", "false advance", runs(hidden), {
    wrong: "completed",
    most: ALPHA,
  }),
  rowsOf(
    "errors 5 % to 7 % in days without a pattern",
    runs({
      ...settingOf(LEVELS[0]!, SHARES["half, always"]),
      baseline: () => events(0.05),
      candidate: () => events(0.07),
    }),
    2 * 1.15 * 2750,
  ),
];

export const HARDEST_DAY = DAY_CELLS.filter(({ cell }) =>
  [
    "errors 2 % to 8 % a day, candidate 20 % to 80 %",
    "errors 0.2 % to 0.8 % a day, candidate 91 % to 99 %",
  ].includes(cell),
);
export const UNBLOCKED = settingOf(LEVELS[0]!, SHARES["20 % to 80 %"]);
