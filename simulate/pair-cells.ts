import type { Evidence } from "#lib/rollouts/evidence.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { JUDGE_VERSION } from "#lib/rollouts/judges.ts";
import { addValue, armOf, flightOf, lossOf, noSums, shareOf as scoreOf } from "./arm.ts";
import { type Cell, rowsOf, shareOf } from "./cell.ts";
import { ALPHA, LOSS_OF_A_ZERO, TWICE } from "./cells.ts";
import { lossOf as lossOfLogit, type Served, servedFlights } from "./flights.ts";
import type { Random } from "./random.ts";
import { type Ending, evidenceOf, NOW, planOf, type Watched } from "./rollout.ts";

/** What both versions' answers to one request measure. */
type Answered = (random: Random) => { readonly baseline: number; readonly candidate: number };

type Shadow = Pick<Watched, "metric" | "rollbackMargin" | "advanceMargin"> & {
  readonly answered: Answered;
  /** Pairs between two looks. */
  readonly pairs: number;
  readonly looks: number;
  readonly advances: boolean;
};

/** One stage in shadow, look by look, until a decision ends it. */
const shadowed =
  ({ answered, pairs, looks, advances, ...watched }: Shadow) =>
  (random: Random): Ending => {
    const plan = planOf({ watched: [watched], stages: 1, alpha: ALPHA, rows: [pairs, pairs], looks });
    const sums = { baseline: noSums(), candidate: noSums(), paired: noSums() };
    for (let look = 1; look <= looks; look += 1) {
      for (let pair = 0; pair < pairs; pair += 1) {
        const { baseline, candidate } = answered(random);
        addValue(sums.baseline, baseline);
        addValue(sums.candidate, candidate);
        addValue(sums.paired, candidate - baseline);
      }
      const arms = Object.entries(sums).map(([arm, own]) => [arm, armOf(own, NOW)]);
      const byGuardrail = { g0: Object.fromEntries(arms) } as Evidence["byGuardrail"];
      const { kind } = judgeStage(plan, plan.stages[0]!, evidenceOf(byGuardrail), JUDGE_VERSION).decision;
      if (kind === "roll-back") return { kind: "rolled-back", rows: look * pairs };
      if (kind === "advance" && advances) return { kind: "completed", rows: look * pairs };
    }
    return { kind: "held", rows: looks * pairs };
  };

/** Of a model that knows each probability, with scores of 0 in a share of the answers of each version. */
const losses =
  (zeros: { readonly baseline: number; readonly candidate: number }): Answered =>
  (random) => {
    const { logit, label } = flightOf(random);
    const of = (share: number) => lossOf(random.uniform() < share ? 0 : scoreOf(logit), label);
    return { baseline: of(zeros.baseline), candidate: of(zeros.candidate) };
  };

/** Whether each is right, where they differ in a share of the answers and neither is better. */
const rights =
  (differing: number): Answered =>
  (random) => {
    const both = random.uniform() < 0.8 ? 1 : 0;
    if (random.uniform() >= differing) return { baseline: both, candidate: both };
    const ours = random.uniform() < 0.5 ? 1 : 0;
    return { baseline: 1 - ours, candidate: ours };
  };

const base = { pairs: 100, looks: 100, advances: false } as const;
const equal = { rollbackMargin: 0, advanceMargin: 1e-9 } as const;
const rolledBack = { wrong: "rolled-back", most: ALPHA } as const;

const falseRollbacks: Cell[] = [
  ...[0.0005, 0.002, 0.01].map((share) => {
    const answered = losses({ baseline: share, candidate: share });
    const shadow = { ...base, ...equal, metric: "log-loss", answered } as const;
    const cell = `pairs, log-loss with scores of 0 in ${100 * share} % of both`;
    return shareOf(cell, "false rollback", shadowed(shadow), rolledBack);
  }),
  ...[0.002, 0.05].map((share) => {
    const shadow = { ...base, ...equal, metric: "accuracy", answered: rights(share) } as const;
    return shareOf(
      `pairs, accuracy, ${100 * share} % differ`,
      "false rollback",
      shadowed(shadow),
      rolledBack,
    );
  }),
];

const falseAdvances: Cell[] = [1, 2].map((times) => {
  const margin = 0.05;
  const answered = losses({ baseline: 0, candidate: (times * margin) / LOSS_OF_A_ZERO });
  const shadow = {
    ...base,
    metric: "log-loss",
    answered,
    rollbackMargin: 1,
    advanceMargin: margin,
    advances: true,
  } as const;
  const cell = `pairs, log-loss with rare scores of 0, worse by ${times} × ${margin}`;
  const most = times === 1 ? ALPHA : TWICE;
  return shareOf(cell, "false advance", shadowed(shadow), { wrong: "completed", most });
});

/** Real flights in chance order, as versions 1 and 2 are served. */
const servedBy = ({ late, logits }: Served): Answered => {
  const [base, own] = [logits.get(1)!, logits.get(2)!];
  return (random) => {
    const at = Math.floor(random.uniform() * late.length);
    return { baseline: lossOfLogit(base[at]!, late[at]!), candidate: lossOfLogit(own[at]!, late[at]!) };
  };
};

/** The most pairs until the mistake of version 2 is seen. */
const PAIRS_MAX = 1500;

const mistake: Cell = {
  cell: "pairs, version 2's mistake on real flights",
  measure: async (rollouts) => {
    const answered = servedBy(await servedFlights());
    const margins = { rollbackMargin: 0.005, advanceMargin: 1e-9 };
    const shadow = { ...base, ...margins, metric: "log-loss", answered, pairs: 50, looks: 200 } as const;
    return rowsOf(mistake.cell, shadowed(shadow), PAIRS_MAX).measure(rollouts);
  },
};

export const PAIR_CELLS: readonly Cell[] = [...falseRollbacks, ...falseAdvances, mistake];
