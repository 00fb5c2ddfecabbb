import { beforeAll, describe, expect, it } from "vitest";
import { assignArm } from "#lib/exposure/bucketing.ts";
import { plannedCandidateShare } from "#lib/exposure/exposure.ts";
import { type Plan, planSchema } from "#lib/releases/plan.ts";
import type { ArmEvidence, Evidence } from "#lib/rollouts/evidence.ts";
import { type Decision, judgeStage } from "#lib/rollouts/judge.ts";
import { stretchSeconds } from "#lib/rollouts/late-harm.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import { logLossOf } from "#lib/stats/classification.ts";
import { type Moments, mergeMoments, momentsOf, noMoments } from "#lib/stats/moments.ts";
import { readMonth } from "./flights.ts";
import { rolloutPlan } from "./plan.ts";
import { scorerOf } from "./serve.ts";
import { trainVersions } from "./train.ts";
import type { FlownFlight } from "./types.ts";

/** In shadow both versions answer each flight: `paired` is the difference between them. */
type Arms = Record<"baseline" | "candidate" | "paired", Moments>;
const none: Arms = { baseline: noMoments, candidate: noMoments, paired: noMoments };

const flightsPerSecond = 300;
let march: FlownFlight[];
/** Log-loss of each March flight by version, as served. */
let losses: Map<number, Float64Array>;

beforeAll(async () => {
  march = await readMonth("2001-03");
  losses = new Map(
    (await trainVersions()).map(({ version, weights }) => {
      const score = scorerOf(weights);
      return [version, Float64Array.from(march, (flight) => logLossOf(flight.late, score(flight)))];
    }),
  );
}, 120_000);

it("is a plan that may be signed", () => {
  expect(planSchema.parse(rolloutPlan)).toEqual(rolloutPlan);
});

describe.each([0, 16_500, 100_000, 250_000])(
  "replayed from flight %i, however subjects are assigned to the arms",
  (from) => {
    const salts = ["a", "b", "c", "d", "e", "f"];

    it("v2 is rolled back by log-loss before everyone is on it", () => {
      for (const salt of salts) {
        const { ended, stage } = play(2, from, salt);
        expect(ended).toMatchObject({ kind: "roll-back", guardrailId: "log-loss" });
        expect(["shadow", "canary-5", "canary-25", "canary-50"]).toContain(stage);
      }
    });

    it("v3 is fully released within ten minutes", () => {
      for (const salt of salts) {
        const { ended, stage, seconds } = play(3, from, salt);
        expect(ended).toEqual({ kind: "advance" });
        expect(stage).toBe("full");
        expect(seconds).toBeLessThan(600);
      }
    });
  },
);

/** Plays the plan second by second against v1, as the reconciler would. */
function play(
  candidate: number,
  from: number,
  salt: string,
): { ended: Decision; stage: string; seconds: number } {
  let seconds = 0;
  for (const stage of rolloutPlan.stages) {
    const played = playStage(candidate, stage, from + seconds * flightsPerSecond, salt);
    seconds += played.seconds;
    if (played.ended.kind !== "advance" || stage.kind === "full")
      return { ended: played.ended, stage: stage.id, seconds };
  }
  throw new Error("unreachable: the last stage ends the play");
}

/** Plays one stage until it is judged to be over. */
function playStage(
  candidate: number,
  stage: Plan["stages"][number],
  from: number,
  salt: string,
): { ended: Decision; seconds: number } {
  const arms: Arms = { ...none };
  const stretches: Arms[] = [];
  for (let seconds = 1; ; seconds += 1) {
    const seen = secondOf(candidate, stage, from + (seconds - 1) * flightsPerSecond, salt);
    add(arms, seen);
    const place = Math.floor((seconds - 1) / stretchSeconds(stage, rolloutPlan));
    stretches[place] ??= { ...none };
    add(stretches[place], seen);
    const evidence = evidenceOf(stage, { arms, stretches: stretches.slice(0, -1) }, seconds);
    const { decision } = judgeStage(rolloutPlan, stage, evidence);
    if (decision.kind !== "hold") return { ended: decision, seconds };
  }
}

function add(arms: Arms, seen: Arms): void {
  for (const arm of ["baseline", "candidate", "paired"] as const)
    arms[arm] = mergeMoments(arms[arm], seen[arm]);
}

function secondOf(candidate: number, stage: Plan["stages"][number], first: number, salt: string): Arms {
  const exposure = exposureOfStage(rolloutPlan, stage);
  const seen: Record<keyof Arms, number[]> = { baseline: [], candidate: [], paired: [] };
  const [before, after] = [losses.get(1)!, losses.get(candidate)!];
  for (let at = first; at < first + flightsPerSecond; at += 1) {
    const subject = `flight-${march[at]!.row}`;
    const arm = assignArm({ salt, subject, ...exposure });
    if (arm === "baseline") seen.baseline.push(before[at]!);
    if (arm === "candidate" || stage.kind === "shadow") seen.candidate.push(after[at]!);
    if (stage.kind === "shadow") seen.paired.push(after[at]! - before[at]!);
  }
  const { baseline, candidate: ours, paired } = seen;
  return { baseline: momentsOf(baseline), candidate: momentsOf(ours), paired: momentsOf(paired) };
}

function evidenceOf(
  stage: Plan["stages"][number],
  { arms, stretches }: { readonly arms: Arms; readonly stretches: readonly Arms[] },
  inStage: number,
): Evidence {
  const time = (second: number) => new Date(Date.UTC(2026, 10, 23) + second * 1000).toISOString();
  const latestAt = time(inStage);
  const reported = (moments: Moments): ArmEvidence => ({ ...moments, nonFinite: 0, latestAt });
  const constant = (mean: number) => ({
    baseline: reported({ n: arms.baseline.n, mean, m2: 0 }),
    candidate: reported({ n: arms.candidate.n, mean, m2: 0 }),
  });
  return {
    asOf: latestAt,
    stageEnteredAt: time(0),
    watermark: latestAt,
    byGuardrail: {
      "log-loss": {
        baseline: reported(arms.baseline),
        candidate: reported(arms.candidate),
        ...(stage.kind === "shadow" ? { paired: reported(arms.paired) } : {}),
        stretches,
      },
      "error-rate": constant(0),
      latency: { ...constant(3), recent: [3, 3, 3, 3, 3] },
    },
    exposureCounts: {
      baseline: arms.baseline.n,
      candidate: arms.candidate.n,
      plannedCandidateShare: plannedCandidateShare(exposureOfStage(rolloutPlan, stage)),
    },
  };
}
