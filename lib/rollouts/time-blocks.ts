import type { Plan, Stage } from "#lib/releases/plan.ts";
import { blockedArms, withoutPart } from "#lib/stats/blocked-arms.ts";
import type { Stretch } from "#lib/stats/late-harm.ts";
import { type Moments, mergeMoments, noMoments } from "#lib/stats/moments.ts";
import type { GuardrailEvidence } from "./evidence.ts";
import { stretchSeconds } from "./late-harm.ts";
import type { CountedEvidence } from "./subjects.ts";

/** Levels of a day hardly change within it. */
const BLOCK_SECONDS = 3600;

export type InBlocks = {
  /** Null where no block of time has rows of both arms. */
  readonly evidence: CountedEvidence | null;
  /** How many blocks of time were compared; none where all of the stage is one. */
  readonly blocks: number;
};

/**
 * The arms as they compare within blocks of time of at least an hour each: whole stretches of the stage, oldest first, and what
 * is not in any yet. Within an hour, and where evidence has no stretches, there is one block and nothing to do.
 */
export function inTimeBlocks(
  counted: CountedEvidence,
  { plan, stage }: { readonly plan: Plan; readonly stage: Stage },
): InBlocks {
  const { baseline, candidate, stretches = [], paired } = counted;
  if (paired || baseline === null || candidate === null) return asOneBlock(counted);
  const each = Math.ceil(BLOCK_SECONDS / stretchSeconds(stage, plan));
  const whole: Stretch[] = [];
  for (let at = 0; at < stretches.length; at += each) whole.push(merged(stretches.slice(at, at + each)));
  const placed = merged(whole);
  const rest = {
    baseline: withoutPart(baseline, placed.baseline),
    candidate: withoutPart(candidate, placed.candidate),
  };
  const blocks = rest.baseline.n + rest.candidate.n > 0 ? [...whole, rest] : whole;
  if (blocks.length < 2) return asOneBlock(counted);
  const arms = blockedArms(blocks);
  return {
    evidence: arms && {
      ...counted,
      baseline: { ...baseline, ...arms.baseline },
      candidate: { ...candidate, ...arms.candidate },
    },
    blocks: blocks.length,
  };
}

export const asOneBlock = (evidence: CountedEvidence): InBlocks => ({ evidence, blocks: 0 });

const merged = (stretches: readonly Stretch[]): Stretch =>
  stretches.reduce<Stretch>(
    (sum, { baseline, candidate }) => ({
      baseline: mergeMoments(sum.baseline, baseline),
      candidate: mergeMoments(sum.candidate, candidate),
    }),
    { baseline: noMoments, candidate: noMoments },
  );

/** What is wrong with the stretches of a stage, or null. */
export function faultOfStretches({ baseline, candidate, stretches = [] }: GuardrailEvidence): string | null {
  for (const arm of ["baseline", "candidate"] as const) {
    let rows = 0;
    for (const { [arm]: own } of stretches) {
      if (!isWhole(own)) return "a sum of a stretch of time is not a number";
      rows += own.n;
    }
    if (rows > ((arm === "baseline" ? baseline : candidate)?.n ?? 0))
      return "stretches of time have more rows than there are";
  }
  return null;
}

const isWhole = ({ n, mean, m2 }: Moments): boolean =>
  Number.isSafeInteger(n) && n >= 0 && Number.isFinite(mean) && Number.isFinite(m2) && m2 >= 0;
