import type { Plan } from "#lib/releases/plan.ts";
import type { SliceRule } from "#lib/releases/slice-rule.ts";
import type { GuardrailEvidence, SliceArm, SliceEvidence } from "#lib/rollouts/evidence.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { type Moments, mergeMoments, noMoments } from "#lib/stats/moments.ts";
import { type Law, momentsOf, noSums } from "./arm.ts";
import type { Random } from "./random.ts";
import { type Ending, evidenceOf, NOW, planOf, type Watched } from "./rollout.ts";

/** A stage that is judged by slices, of which the first may be harmed. */
export type SliceSetting = Pick<Watched, "metric" | "rollbackMargin" | "advanceMargin"> & {
  readonly slices: number;
  readonly rule: Omit<SliceRule, "by" | "most">;
  readonly law: Law;
  /** The candidate's law in the first slice. */
  readonly harmed: Law;
  /** Rows of an arm in a slice between two looks: the baseline's, the candidate's. */
  readonly rows: readonly [baseline: number, candidate: number];
  readonly looks: number;
  /** From which look on a slice reports: some appear late. */
  readonly appears: (slice: number) => number;
  readonly advances: boolean;
};

type Arms = { readonly baseline: Moments; readonly candidate: Moments };
const nothing: Arms = { baseline: noMoments, candidate: noMoments };

export function stageOfSlices(setting: SliceSetting, random: Random): Ending {
  const { slices, rows, looks } = setting;
  const plan = planOfSlices(setting);
  const sums = Array.from({ length: slices }, () => nothing);
  for (let look = 1; look <= looks; look += 1) {
    for (let slice = 0; slice < slices; slice += 1)
      sums[slice] = merged(sums[slice]!, reportedIn(setting, { look, slice }, random));
    const { decision } = judgeStage(plan, plan.stages[0]!, evidenceOf({ g0: foundIn(sums) }));
    const seen = sums[0]!.baseline.n + sums[0]!.candidate.n;
    if (decision.kind === "roll-back") return { kind: "rolled-back", rows: seen };
    if (decision.kind === "advance" && setting.advances) return { kind: "completed", rows: seen };
  }
  return { kind: "held", rows: looks * (rows[0] + rows[1]) };
}

const merged = (one: Arms, other: Arms): Arms => ({
  baseline: mergeMoments(one.baseline, other.baseline),
  candidate: mergeMoments(one.candidate, other.candidate),
});

function reportedIn(
  { law, harmed, rows, appears }: SliceSetting,
  { look, slice }: { readonly look: number; readonly slice: number },
  random: Random,
): Arms {
  if (look < appears(slice)) return nothing;
  return {
    baseline: drawn(law, rows[0], random),
    candidate: drawn(slice === 0 ? harmed : law, rows[1], random),
  };
}

function foundIn(sums: readonly Arms[]): GuardrailEvidence {
  const all = sums.reduce(merged);
  const arm = (name: keyof Arms) => ({ ...all[name], nonFinite: 0, latestAt: NOW });
  const judged = sums.flatMap((each, at) => (each.baseline.n > 0 ? [sliceOf(at, each)] : []));
  return { baseline: arm("baseline"), candidate: arm("candidate"), slices: { judged, leftOut: [] } };
}

function drawn(law: Law, rows: number, random: Random): Moments {
  const sums = noSums();
  law(sums, rows, random);
  return momentsOf(sums);
}

function sliceOf(at: number, { baseline, candidate }: Arms): SliceEvidence {
  const arm = (moments: Moments): SliceArm => ({ ...moments, nonFinite: 0 });
  return { slice: `region=${at}`, baseline: arm(baseline), candidate: arm(candidate) };
}

function planOfSlices({
  metric,
  rollbackMargin,
  advanceMargin,
  slices,
  rule,
  rows,
  looks,
}: SliceSetting): Plan {
  const watched = [{ metric, rollbackMargin, advanceMargin }];
  const all = [rows[0] * slices, rows[1] * slices] as const;
  const by = { by: ["region"], most: slices, ...rule };
  return planOf({ watched, stages: 1, alpha: 0.05, rows: all, looks, slices: by });
}
