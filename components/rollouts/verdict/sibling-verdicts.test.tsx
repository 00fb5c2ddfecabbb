import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { healthy, later } from "#lib/testing/specimens/rollout-evidence.ts";
import { judged, verdict } from "#lib/testing/specimens/views/rollouts.ts";
import { VerdictView } from "./verdict-view.tsx";

const own = "0197a1c0-0000-7000-8000-000000000041";
const earlier = "0197a1c0-0000-7000-8000-000000000040";
const { verdicts } = judged();
const undecided = verdicts.map((one) =>
  one.guardrailId === "log-loss" ? { ...one, state: "INCONCLUSIVE" as const, upper: 0.03 } : one,
);
const siblings = [
  { id: own, stage: "canary", decidedAt: later(0), verdicts },
  { id: earlier, stage: "shadow", decidedAt: later(-600), verdicts: undecided },
];
const page = (changed: object, guardrail?: string) => (
  <VerdictView verdict={verdict(healthy, changed)} guardrail={guardrail} />
);

describe("the verdicts of one guardrail", () => {
  it("are listed with stage, state and interval, each linked about the same guardrail", () => {
    const text = textOf(page({ siblings }));
    expect(text).toMatch(
      /Verdicts of this guardrail newest first 23 Nov 2026, 14:02 Pass Canary , this verdict \[.*\] 23 Nov 2026, 13:52 Undecided Shadow \[−0\.0300, \+0\.\d+\]/,
    );
    expect(markupOf(page({ siblings }))).toContain(
      `href="/releases/7/rollout/verdicts/${earlier}?guardrail=log-loss"`,
    );
    expect(markupOf(page({ siblings }, "errors"))).toContain(`verdicts/${earlier}?guardrail=errors"`);
  });

  it("mark the one that is read, and no other", () => {
    expect(markupOf(page({ siblings })).match(/<li aria-current="true"/g)).toHaveLength(1);
  });

  it("are no list where there is one alone, or where others never judged this guardrail", () => {
    expect(textOf(page({ siblings: siblings.slice(0, 1) }))).not.toContain("Verdicts of this guardrail");
    const without = [siblings[0], { ...siblings[1], verdicts: undecided.slice(1) }];
    expect(textOf(page({ siblings: without }))).not.toContain("Verdicts of this guardrail");
  });
});
