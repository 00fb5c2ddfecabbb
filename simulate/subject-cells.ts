import { JUDGE_VERSION } from "#lib/rollouts/judges.ts";
import type { Cell } from "./cell.ts";
import { randomFrom } from "./random.ts";
import { type SubjectSetting, stageOfSubjects } from "./subjects.ts";

/** A stage draws 150,000 requests one by one. */
const RUNS_SHARE = 1 / 4;
const MOST = 0.05;

const LAWS: readonly (Pick<SubjectSetting, "kind" | "level" | "likeness"> & { readonly name: string })[] = [
  { name: "log-loss, a tenth of it the subject's own", kind: "mean", level: 0.5, likeness: 0.1 },
  { name: "errors 5 %, a tenth of subjects alike", kind: "share", level: 0.05, likeness: 0.1 },
  { name: "errors 1 %, a third of subjects alike", kind: "share", level: 0.01, likeness: 1 / 3 },
];

const cellOf = (cell: string, setting: SubjectSetting): Cell => ({
  cell,
  measure: (rollouts) => {
    const runs = Math.ceil(rollouts * RUNS_SHARE);
    let wrong = 0;
    for (let run = 0; run < runs; run += 1)
      if (stageOfSubjects(setting, randomFrom(7919 * run + 1)) !== "held") wrong += 1;
    const bound = MOST + 3 * Math.sqrt((MOST * (1 - MOST)) / runs);
    return { cell, figure: "health stopped", value: wrong / runs, bound, ok: wrong / runs <= bound };
  },
});

/** Both versions are equal: whoever rolls back or finds the split broken is wrong. */
export const SUBJECT_CELLS: readonly Cell[] = LAWS.flatMap(({ name, ...law }) =>
  ([0.5, 0.05, 0.95] as const).flatMap((share) =>
    [false, true].map((uneven) => {
      const split = `${Math.round(100 * (1 - share))}/${Math.round(100 * share)}`;
      const cell = `${name}, ${split}, ${uneven ? "some far busier" : "100 requests each"}`;
      return cellOf(cell, { ...law, judge: JUDGE_VERSION, harm: 0, uneven, share });
    }),
  ),
);
