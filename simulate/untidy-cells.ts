import { JUDGE_VERSION } from "#lib/rollouts/judges.ts";
import type { Cell, Measured } from "./cell.ts";
import { type Served, servedFlights, shiftOf } from "./flights.ts";
import { randomFrom } from "./random.ts";
import { rollOutUntidily, type Trouble, type UntidyEnding, type UntidySetting } from "./untidy.ts";
import type { Arm } from "./untidy-stage.ts";

/** A rollout of minutes takes as long to simulate as many looks of a made-up law. */
const RUNS_SHARE = 1 / 20;

type Untidy = {
  readonly cell: string;
  readonly figure: Measured["figure"];
  /** The log-loss that the candidate adds; a version of its own where it is a number from 1 to 3. */
  readonly candidate:
    | { readonly harm: number }
    | { readonly version: number }
    | { readonly harmAt: (second: number) => number; readonly watchedSeconds: number };
  readonly trouble: Trouble;
  readonly wrong: (ending: UntidyEnding) => boolean;
  readonly most: number;
};

const completed = (ending: UntidyEnding) => ending === "completed";
const HARMFUL = { figure: "harm completed", wrong: completed, most: 0 } as const;
const HEALTHY = {
  figure: "health stopped",
  wrong: (ending: UntidyEnding) => !completed(ending),
  most: 0.05,
} as const;

/** Only outcomes of flights that arrived in time come, and the others after a minute, or not at all. */
const lateLast = (after: number | null): Trouble => ({ labelAfter: ({ late }) => (late ? after : 3) });

/** All of it at once that a healthy rollout has to bear; one arm's clock is behind. */
const everything = (behind: Arm): Trouble => ({
  broken: 0.001,
  bursts: true,
  behind: { [behind]: 20 },
  labelAfter: (_, random) => (random.uniform() < 0.02 ? null : 3),
});

const UNTIDY: readonly Untidy[] = [
  {
    cell: "late flights labelled after 60 s, harm 0.037",
    candidate: { harm: 0.037 },
    trouble: lateLast(60),
    ...HARMFUL,
  },
  {
    cell: "late flights never labelled, harm 0.037",
    candidate: { harm: 0.037 },
    trouble: lateLast(null),
    ...HARMFUL,
  },
  {
    cell: "late flights never labelled, harm 0.122",
    candidate: { harm: 0.122 },
    trouble: lateLast(null),
    ...HARMFUL,
  },
  {
    cell: "a fifth of the candidate's late labels lost, harm 0.0385",
    candidate: { harm: 0.0385 },
    trouble: {
      labelAfter: ({ arm, late }, random) =>
        arm === "candidate" && late && random.uniform() < 0.2 ? null : 3,
    },
    ...HARMFUL,
  },
  {
    cell: "the candidate's clock 20 s behind, late flights labelled last, harm 0.0385",
    candidate: { harm: 0.0385 },
    trouble: { behind: { candidate: 20 }, labelAfter: ({ late }) => (late ? 4 : 1) },
    ...HARMFUL,
  },
  {
    cell: "harm growing by 0.0001 a second, watched for ten minutes",
    candidate: { harmAt: (second) => 1e-4 * second, watchedSeconds: 600 },
    trouble: {},
    ...HARMFUL,
  },
  {
    cell: "harm 0.08 from late in a watch of a quarter of an hour on",
    candidate: { harmAt: (second) => (second < 850 ? 0 : 0.08), watchedSeconds: 900 },
    trouble: {},
    ...HARMFUL,
  },
  {
    cell: "version 3, one answer in 10,000 not a number",
    candidate: { version: 3 },
    trouble: { broken: 1e-4 },
    ...HEALTHY,
  },
  {
    cell: "version 3, 0.1 % broken, 2 % never labelled, bursts, 20 s of skew",
    candidate: { version: 3 },
    trouble: everything("candidate"),
    ...HEALTHY,
  },
  {
    cell: "version 1 against itself, 0.1 % broken, 2 % never labelled, bursts, 20 s of skew",
    candidate: { version: 1 },
    trouble: everything("baseline"),
    figure: "false rollback",
    wrong: (ending) => ending === "rolled-back",
    most: 0.05,
  },
];

export const UNTIDY_CELLS: readonly Cell[] = UNTIDY.map((untidy) => ({
  cell: untidy.cell,
  measure: async (rollouts) => measured(untidy, Math.ceil(rollouts * RUNS_SHARE), await servedFlights()),
}));

function measured(
  { cell, figure, candidate, trouble, wrong, most }: Untidy,
  runs: number,
  served: Served,
): Measured {
  const setting: UntidySetting = { judge: JUDGE_VERSION, trouble, ...servedAs(served, candidate) };
  let wrongs = 0;
  for (let run = 0; run < runs; run += 1)
    if (wrong(rollOutUntidily(served, setting, randomFrom(7919 * run + 1)))) wrongs += 1;
  const value = wrongs / runs;
  const bound = most + 3 * Math.sqrt((most * (1 - most)) / runs);
  return { cell, figure, value, bound, ok: value <= bound };
}

function servedAs(
  served: Served,
  candidate: Untidy["candidate"],
): Pick<UntidySetting, "candidate" | "watchedSeconds"> {
  if ("version" in candidate) return { candidate: { version: candidate.version, shift: 0 } };
  if ("harm" in candidate) return { candidate: { version: 1, shift: shiftOf(served, candidate.harm) } };
  const { harmAt, watchedSeconds } = candidate;
  return { candidate: { version: 1, shift: shiftAt(served, harmAt) }, watchedSeconds };
}

/** Harm changes in steps of this many seconds. */
const STEP_SECONDS = 50;

function shiftAt(served: Served, harmAt: (second: number) => number): (second: number) => number {
  const shifts = new Map<number, number>();
  return (second) => {
    const harm = harmAt(second - (second % STEP_SECONDS));
    const known = shifts.get(harm) ?? (harm === 0 ? 0 : shiftOf(served, harm));
    shifts.set(harm, known);
    return known;
  };
}
