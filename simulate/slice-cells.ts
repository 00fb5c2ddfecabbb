import { events, logLoss } from "./arm.ts";
import { type Cell, powerOf, rowsOf, shareOf } from "./cell.ts";
import { type SliceSetting, stageOfSlices } from "./slice-rollout.ts";

const ALPHA = 0.05;

const base: SliceSetting = {
  metric: "error-rate",
  rollbackMargin: 0,
  advanceMargin: 1e-9,
  slices: 20,
  rule: { onFail: "roll-back" },
  law: events(0.05),
  harmed: events(0.05),
  rows: [50, 50],
  looks: 60,
  appears: () => 1,
  advances: false,
};

const runs =
  (setting: SliceSetting): Parameters<typeof shareOf>[2] =>
  (random) =>
    stageOfSlices(setting, random);
const rolledBack = { wrong: "rolled-back", most: ALPHA } as const;

const SPLITS = { "50/50": [50, 50], "95/5": [95, 5], "5/95": [5, 95] } as const;

/** No slice is worse. */
const equal: Cell[] = [20, 46].flatMap((slices) =>
  [0.05, 0.01].flatMap((rate) =>
    Object.entries(SPLITS).map(([split, rows]) => {
      const law = events(rate);
      const setting = { ...base, slices, rows, law, harmed: law };
      return shareOf(
        `errors ${100 * rate} % in ${slices} slices, ${split}`,
        "false rollback",
        runs(setting),
        rolledBack,
      );
    }),
  ),
);

const late = shareOf(
  "errors 5 % in 46 slices, one more at each look",
  "false rollback",
  runs({ ...base, slices: 46, appears: (slice) => slice + 1 }),
  rolledBack,
);

const losses = shareOf(
  "log-loss in 20 slices, 50/50",
  "false rollback",
  runs({ ...base, metric: "log-loss", law: logLoss(), harmed: logLoss(), rows: [20, 20] }),
  rolledBack,
);

/** 5 % becomes 10 % in one of twenty slices: 5.25 % in all. Rows are those of both arms in that slice. */
const found: Cell[] = [20, 46].map((slices) =>
  rowsOf(
    `errors 5 % to 10 % in one of ${slices} slices, rows in it`,
    runs({ ...base, slices, harmed: events(0.1) }),
    slices === 20 ? 2400 : 2600,
  ),
);

/** A harm of the margin and of twice the margin in one slice, where the plan demands that each is proven within it. */
const advanced: Cell[] = [1, 2].map((times) =>
  shareOf(
    `errors 5 % in 20 slices, one worse by ${times} × 2.5 %, each must pass`,
    "false advance",
    runs({
      ...base,
      rollbackMargin: 1,
      advanceMargin: 0.025,
      harmed: events(0.05 + 0.025 * times),
      rule: { onFail: "roll-back", demand: "passed" },
      rows: [200, 200],
      advances: true,
    }),
    { wrong: "completed", most: times === 1 ? ALPHA : 0.005 },
  ),
);

/** What slices take of the power for harm in all traffic. */
const paid: Cell = powerOf(
  "errors 5 % to 7 %, 50/50, judged by slices besides",
  {
    judge: "judge-7",
    watched: [
      {
        metric: "error-rate",
        baseline: events(0.05),
        candidate: events(0.07),
        rollbackMargin: 0,
        advanceMargin: 1e-9,
      },
    ],
    rows: [50, 50],
    looks: 200,
    stages: 1,
    alpha: ALPHA,
    advances: false,
    slices: { by: ["region"], most: 20, onFail: "inform" },
  },
  1.15,
);

export const SLICE_CELLS: readonly Cell[] = [...equal, late, losses, ...found, ...advanced, paid];

export const HARDEST_SLICES = SLICE_CELLS.filter(({ cell }) =>
  [
    "errors 1 % in 46 slices, 5/95",
    "errors 5 % in 46 slices, one more at each look",
    "errors 5 % to 10 % in one of 20 slices, rows in it",
    "errors 5 % in 20 slices, one worse by 1 × 2.5 %, each must pass",
  ].includes(cell),
);
