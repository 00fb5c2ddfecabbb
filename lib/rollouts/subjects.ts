import type { Metric } from "#lib/metrics/metric.ts";
import type { Block } from "#lib/stats/bernoulli.ts";
import { designEffect } from "#lib/stats/design-effect.ts";
import type { ExponentialHistogram } from "#lib/stats/exponential-histogram.ts";
import type { Moments } from "#lib/stats/moments.ts";
import type { Count } from "#lib/stats/proportions.ts";
import type { ArmEvidence, GuardrailEvidence, SubjectEvidence } from "./evidence.ts";
import type { VerdictNumbers } from "./verdict.ts";

/** Evidence whose rows count as independent ones. */
export type CountedEvidence = GuardrailEvidence & {
  /** At most so many rows of an arm are worth one. */
  readonly rowsEach: number;
};

/** The evidence as judges read it that take every row for an independent one. */
export function withoutSubjects(found: GuardrailEvidence): GuardrailEvidence {
  const arm = (one: ArmEvidence | null): ArmEvidence | null => {
    if (one === null) return null;
    const { bySubject: _, ...rest } = one;
    return rest;
  };
  const { paired } = found;
  return {
    ...found,
    baseline: arm(found.baseline),
    candidate: arm(found.candidate),
    ...(paired ? { paired: arm(paired)! } : {}),
  };
}

/**
 * The evidence as independent rows: those of one subject are alike, and the subject is who was assigned. Where a sender
 * names no subjects, each row is one of its own. What is not a number is left as it was reported: `brokenCount` counts it.
 */
export function countedBySubject({ kind }: Pick<Metric, "kind">, found: GuardrailEvidence): CountedEvidence {
  const effect = (arm: ArmEvidence | null) => valuesEffect(arm, kind);
  const baseline = effect(found.baseline);
  const candidate = effect(found.candidate);
  const { paired } = found;
  const ofPairs = paired ? effect(paired) : 1;
  return {
    ...found,
    baseline: found.baseline && divided(found.baseline, baseline),
    candidate: found.candidate && divided(found.candidate, candidate),
    ...(paired ? { paired: divided(paired, ofPairs) } : {}),
    ...(found.histograms
      ? {
          histograms: {
            baseline: dividedCounts(found.histograms.baseline, baseline),
            candidate: dividedCounts(found.histograms.candidate, candidate),
          },
        }
      : {}),
    ...(found.blocks
      ? { blocks: found.blocks.map((block) => dividedBlock(block, baseline, candidate)) }
      : {}),
    ...(found.stretches
      ? {
          stretches: found.stretches.map((one) => ({
            baseline: dividedMoments(one.baseline, baseline),
            candidate: dividedMoments(one.candidate, candidate),
          })),
        }
      : {}),
    rowsEach: Math.max(baseline, candidate, ofPairs),
  };
}

const rowsEachOf = ({ rows, subjects }: SubjectEvidence): number => rows / Math.max(1, subjects);

/** How many rows of an arm are worth one if all rows of a subject are the same. */
export const rowsAlike = ({ bySubject }: ArmEvidence): number =>
  bySubject ? Math.max(1, rowsEachOf(bySubject), bySubject.repeats) : 1;

function valuesEffect(arm: ArmEvidence | null, kind: Metric["kind"]): number {
  if (!arm?.bySubject) return 1;
  const { bySubject } = arm;
  // Sums tell how alike the rows are in the mean, not in a tail.
  if (kind === "quantile") return Math.max(rowsEachOf(bySubject), bySubject.repeats);
  return designEffect(bySubject.values, {
    rowsEach: rowsEachOf(bySubject),
    prior: kind === "share" ? 1 : 0,
  });
}

const dividedMoments = ({ n, mean, m2 }: Moments, effect: number): Moments => ({
  n: n / effect,
  mean,
  m2: m2 / effect,
});

const divided = (arm: ArmEvidence, effect: number): ArmEvidence => ({
  ...arm,
  ...dividedMoments(arm, effect),
});

function dividedCounts(histogram: ExponentialHistogram, effect: number): ExponentialHistogram {
  const known = lastDivided.get(histogram);
  if (known?.effect === effect) return known.divided;
  const { bins, counts } = histogram;
  const each = new Array<number>(counts.length);
  for (let at = 0; at < counts.length; at += 1) each[at] = counts[at]! / effect;
  const divided = { bins, counts: each };
  lastDivided.set(histogram, { effect, divided });
  return divided;
}

/** The quantiles of one metric are judged from the same values. */
const lastDivided = new WeakMap<ExponentialHistogram, { effect: number; divided: ExponentialHistogram }>();

function dividedBlock(block: Block, baseline: number, candidate: number): Block {
  const by = ({ n, events }: Block["baseline"], effect: number) => ({
    n: n / effect,
    events: events / effect,
  });
  return { baseline: by(block.baseline, baseline), candidate: by(block.candidate, candidate) };
}

/** Of how many independent values how many were not numbers. */
export function brokenCount({ n, nonFinite, bySubject }: ArmEvidence): Count {
  const effect = bySubject
    ? designEffect(bySubject.broken, { rowsEach: rowsEachOf(bySubject), prior: 1 })
    : 1;
  return { successes: nonFinite / effect, n: (n + nonFinite) / effect };
}

/** Of a count of rows whose subjects may be alike in it, as much as is sure: that of the subjects. */
export function bySubject(arm: ArmEvidence | null, { successes, n }: Count): Count {
  const each = arm?.bySubject ? Math.max(1, rowsEachOf(arm.bySubject)) : 1;
  return { successes: successes / each, n: n / each };
}

/** The subjects of each arm, and what their rows are worth in independent rows. */
export function subjectNumbers(
  { baseline, candidate }: GuardrailEvidence,
  counted: CountedEvidence,
): VerdictNumbers {
  return {
    ...(baseline?.bySubject
      ? { baselineSubjects: baseline.bySubject.subjects, baselineWorth: counted.baseline!.n }
      : {}),
    ...(candidate?.bySubject
      ? { candidateSubjects: candidate.bySubject.subjects, candidateWorth: counted.candidate!.n }
      : {}),
  };
}
