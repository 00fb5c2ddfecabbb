import { JUDGE_VERSION } from "#lib/rollouts/judges.ts";
import { events, type Law, logLoss, withZeros } from "./arm.ts";
import { type Cell, powerOf, shareOf } from "./cell.ts";
import type { Setting, Watched } from "./rollout.ts";

export const ALPHA = 0.05;
/** The most that may advance at twice the margin. */
export const TWICE = 0.005;
const POWER = 1.15;
/** What a score of 0 costs on average, where 31 % of the labels are 1, beyond what the right score does. */
export const LOSS_OF_A_ZERO = 1.65;
const rolledBack = { wrong: "rolled-back", most: ALPHA } as const;

/** Rows of baseline and candidate between two looks. */
export const SPLITS = {
  "50/50": [100, 100],
  "95/5": [190, 10],
  "10/90": [20, 180],
  "5/95": [10, 190],
} as const satisfies Readonly<Record<string, Setting["rows"]>>;

const rates = [0.05, 0.01, 0.001] as const;
const LAWS: readonly { name: string; metric: Watched["metric"]; law: Law }[] = [
  { name: "log-loss", metric: "log-loss", law: logLoss() },
  ...rates.map((p) => ({ name: `errors ${percent(p)}`, metric: "error-rate" as const, law: events(p) })),
];

const base: Omit<Setting, "watched" | "rows"> = {
  judge: JUDGE_VERSION,
  looks: 100,
  stages: 1,
  alpha: ALPHA,
  advances: false,
};

/** A candidate that is equal to the baseline, in one stage with one guardrail. */
const equal: Cell[] = LAWS.flatMap(({ name, metric, law }) =>
  Object.entries(SPLITS).flatMap(([split, rows]) =>
    [0, 0.005].map((rollbackMargin) => {
      const watched = [same(metric, law, rollbackMargin)];
      const cell = `${name}, ${split}, margin ${rollbackMargin}`;
      return shareOf(cell, "false rollback", { ...base, watched, rows }, rolledBack);
    }),
  ),
);

/** The same in whole plans of many stages and guardrails. */
const plans: Cell[] = [5, 20].flatMap((stages) =>
  (["50/50", "5/95"] as const).map((split) => {
    const watched = [...LAWS, LAWS[1]!].map(({ metric, law }) => same(metric, law, 0));
    const cell = `plan of ${stages} stages and 5 guardrails, ${split}`;
    const setting = { ...base, watched, rows: SPLITS[split], looks: 30, stages };
    return shareOf(cell, "false rollback", setting, rolledBack);
  }),
);

/** A harm of exactly the margin, and of twice the margin, where the first pass advances. */
const harmful: Cell[] = rates.flatMap((rate) =>
  Object.entries(SPLITS).flatMap(([split, rows]) =>
    [1, 2].map((times) => {
      const margin = Math.max(0.005, rate / 2);
      const worse = events(rate + times * margin);
      const watched = [{ ...same("error-rate", events(rate), 1), candidate: worse, advanceMargin: margin }];
      const cell = `errors ${percent(rate)}, ${split}, worse by ${times} × ${percent(margin)}`;
      const most = times === 1 ? ALPHA : TWICE;
      const setting = { ...base, watched, rows, advances: true };
      return shareOf(cell, "false advance", setting, { wrong: "completed", most });
    }),
  ),
);

/** The same for log-loss, where the harm is rare and grave: a share of the candidate's scores is 0. */
const zeros: Cell[] = Object.entries(SPLITS).flatMap(([split, rows]) =>
  [1, 2].map((times) => {
    const margin = 0.05;
    const candidate = withZeros((times * margin) / LOSS_OF_A_ZERO);
    const watched = [{ ...same("log-loss", logLoss(), 1), candidate, advanceMargin: margin }];
    const cell = `log-loss with rare scores of 0, ${split}, worse by ${times} × ${margin}`;
    const most = times === 1 ? ALPHA : TWICE;
    return shareOf(
      cell,
      "false advance",
      { ...base, watched, rows, advances: true },
      { wrong: "completed", most },
    );
  }),
);

/** Both have such scores: of a thin arm's, which it has not seen yet, nothing follows. */
const zerosInBoth: Cell[] = Object.entries(SPLITS).map(([split, rows]) => {
  const watched = [same("log-loss", withZeros(0.005), 0)];
  return shareOf(
    `log-loss with rare scores of 0 in both, ${split}`,
    "false rollback",
    { ...base, watched, rows },
    rolledBack,
  );
});

/** Errors that rise in the last quarter of a stage: on the whole of it the harm stays below the margin. */
const late: Cell[] = Object.entries({ "50/50": [1000, 1000], "5/95": [250, 4750] } as const).map(
  ([split, rows]) => {
    const law = events(0.01);
    const watched = [{ ...same("error-rate", law, 0.005), later: { from: 91, law: events(0.028) } }];
    const missed = { wrong: "held", most: ALPHA } as const;
    return shareOf(
      `errors 1 % to 2.8 % late, ${split}`,
      "missed harm",
      { ...base, watched, rows, looks: 120 },
      missed,
    );
  },
);

const power: Cell[] = (
  [
    [0.05, 0.07],
    [0, 0.005],
    [0.01, 0.02],
  ] as const
).map(([before, after]) => {
  const watched = [{ ...same("error-rate", events(before), 0), candidate: events(after) }];
  const setting = { ...base, watched, rows: [50, 50], looks: 200 } as const;
  return powerOf(`errors ${percent(before)} to ${percent(after)}, 50/50`, setting, POWER);
});

export const CELLS: readonly Cell[] = [
  ...equal,
  ...plans,
  ...harmful,
  ...zeros,
  ...zerosInBoth,
  ...late,
  ...power,
];

/** One of each kind where the first judge was most wrong, for the tests. */
export const HARDEST: readonly Cell[] = [
  "errors 0.1 %, 5/95, margin 0",
  "errors 1 %, 10/90, margin 0",
  "errors 0.1 %, 95/5, worse by 1 × 0.5 %",
  "log-loss with rare scores of 0, 95/5, worse by 1 × 0.05",
  "errors 1 % to 2.8 % late, 5/95",
  "errors 5 % to 7 %, 50/50",
].map((name) => CELLS.find(({ cell }) => cell === name)!);

function same(metric: Watched["metric"], law: Law, rollbackMargin: number): Watched {
  return { metric, baseline: law, candidate: law, rollbackMargin, advanceMargin: 1e-9 };
}

function percent(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}
