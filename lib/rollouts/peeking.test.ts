import { expect, it } from "vitest";
import type { Guardrail } from "#lib/releases/plan.ts";
import { errors, healthy, judge, later } from "#lib/testing/specimens/rollout-evidence.ts";
import { seededRandom } from "../../examples/flight-delay/random.ts";
import type { ArmEvidence, Evidence } from "./evidence.ts";

const strict: Guardrail = {
  ...errors,
  minSamplesPerArm: 100,
  rule: { kind: "sequential", rollbackMargin: 0, advanceMargin: 0.02 },
};
const looks = 80;
const rowsPerLook = 100;

it("judged 80 times, a candidate that is no worse is rolled back in at most alpha of all rollouts", () => {
  const taken = rollouts(300, 0.05, 0.05).filter((look) => look !== null);
  expect(taken.length / 300).toBeLessThanOrEqual(0.05);
});

it("a candidate that fails twice as often is rolled back in nearly all, mostly within 2,000 rows", () => {
  const taken = rollouts(100, 0.05, 0.1);
  expect(taken.filter((look) => look !== null).length).toBeGreaterThanOrEqual(97);
  expect(taken.filter((look) => look !== null && look * rowsPerLook <= 2000).length).toBeGreaterThan(50);
});

/** At which look each rollout was rolled back; null when never. */
function rollouts(count: number, baseline: number, candidate: number): (number | null)[] {
  const random = seededRandom(11);
  return Array.from({ length: count }, () => {
    const events = { baseline: 0, candidate: 0 };
    for (let look = 1; look <= looks; look += 1) {
      for (let row = 0; row < rowsPerLook; row += 1) {
        events.baseline += Number(random() < baseline);
        events.candidate += Number(random() < candidate);
      }
      const n = look * rowsPerLook;
      const evidence: Evidence = {
        ...healthy,
        byGuardrail: { errors: { baseline: arm(events.baseline, n), candidate: arm(events.candidate, n) } },
      };
      const { decision } = judge(evidence, { guardrails: [strict], alpha: 0.05, plannedSamples: 4000 });
      if (decision.kind === "roll-back") return look;
    }
    return null;
  });
}

function arm(events: number, n: number): ArmEvidence {
  const mean = events / n;
  return { n, mean, m2: n * mean * (1 - mean), nonFinite: 0, latestAt: later(-1) };
}
