import { JUDGE_VERSION } from "#lib/rollouts/judges.ts";
import { type Random, randomFrom } from "./random.ts";
import { type Ending, rollOut, type Setting } from "./rollout.ts";

/** One measured number with its bound; `value` is a share of rollouts, a ratio of medians, or rows. */
export type Measured = {
  readonly cell: string;
  readonly figure:
    | "false rollback"
    | "false advance"
    | "harm completed"
    | "missed harm"
    | "health stopped"
    | "power"
    | "rows";
  readonly value: number;
  readonly bound: number;
  readonly ok: boolean;
};

export type Cell = {
  readonly cell: string;
  /** Runs this many rollouts. */
  readonly measure: (rollouts: number) => Measured | Promise<Measured>;
};

/** A setting that rollouts are run under, or another way to run one. */
type Runs = Setting | ((random: Random) => Ending);

/** The share of rollouts that end as they should not, which is at most `most` but for the error of so few. */
export const shareOf = (
  cell: string,
  figure: Measured["figure"],
  runs: Runs,
  { wrong, most }: { readonly wrong: Ending["kind"]; readonly most: number },
): Cell => ({
  cell,
  measure: (rollouts) => {
    const found = endings(runs, rollouts).filter(({ kind }) => kind === wrong).length;
    const value = found / rollouts;
    // Three standard errors of a share that is exactly the most allowed.
    const bound = most + 3 * Math.sqrt((most * (1 - most)) / rollouts);
    return { cell, figure, value, bound, ok: value <= bound };
  },
});

/** Rows until harm is found: the median beside the first judge's, in the same rollouts. */
export const powerOf = (cell: string, setting: Setting, most: number): Cell => ({
  cell,
  measure: (rollouts) => {
    const [now, before] = ([JUDGE_VERSION, "judge-1"] as const).map((judge) =>
      medianRows(endings({ ...setting, judge }, rollouts)),
    );
    const value = now! / before!;
    return { cell, figure: "power", value, bound: most, ok: value <= most };
  },
});

/** Rows until harm is found, of both arms or of pairs: the median. */
export const rowsOf = (cell: string, runs: Runs, most: number): Cell => ({
  cell,
  measure: (rollouts) => {
    const value = medianRows(endings(runs, rollouts));
    return { cell, figure: "rows", value, bound: most, ok: value <= most };
  },
});

/** Each rollout has a seed of its own, the same for every setting. */
const endings = (runs: Runs, rollouts: number): Ending[] =>
  Array.from({ length: rollouts }, (_, at) =>
    typeof runs === "function" ? runs(seeded(at)) : rollOut(runs, seeded(at)),
  );

const seeded = (at: number): Random => randomFrom(7919 * at + 1);

/** Rows until a rollback; a rollout that was not rolled back never got there. */
function medianRows(ended: readonly Ending[]): number {
  const rows = ended.map(({ kind, rows }) => (kind === "rolled-back" ? rows : Number.POSITIVE_INFINITY));
  return rows.toSorted((a, b) => a - b)[Math.floor(rows.length / 2)]!;
}
