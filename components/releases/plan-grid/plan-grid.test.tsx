import { describe, expect, it } from "vitest";
import { newGuardrail } from "#components/releases/form/guardrail-offer.ts";
import { catalogued } from "#lib/metrics/catalogue.ts";
import type { PlanEstimate } from "#lib/releases/plan-estimate.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import {
  guardrailEstimate,
  planEstimate,
  stageEstimate,
} from "#lib/testing/specimens/views/release-forms.ts";
import { EstimateNotes } from "./estimate-notes.tsx";
import { aboutText, durationText, type Estimated, tooSlowStages } from "./estimate-words.ts";
import { estimatedOf } from "./estimated.ts";
import { PlanGrid } from "./plan-grid.tsx";

const all = (changed = stageEstimate()) => planEstimate(QUICK_PLAN.stages.map(() => changed));
const known = (estimate: PlanEstimate): Estimated => ({ kind: "known", estimate });
const grid = (estimated: Estimated) => <PlanGrid plan={QUICK_PLAN} estimated={estimated} />;

describe("a plan's grid", () => {
  it("has each stage whole: its numbers, its own margins, and when it would decide", () => {
    const text = textOf(grid(known(all())));
    expect(text).toContain("Estimated from last week: 340 requests an hour");
    expect(text).toContain(
      [
        "5 % Traffic on the candidate 5 % At least 15 s At most 15 min then halts Samples per arm 300",
        "Advances when proven less worse than: Log-loss 0.1",
        "Advances when proven less worse than: Error rate 5 pp",
        "Decides in about 1 min 40 s of at most 15 min",
        "Smallest harm seen: Log-loss 0.012 , decides by the deadline passes in 1 min 40 s, 1,240 rows fails in 1 min 10 s",
        "Smallest harm seen: Error rate 0.4 pp , decides by the minimum time passes in 10 s",
      ].join(" "),
    );
  });

  it("writes margins that are relative to the baseline in per cent, as they are judged", () => {
    const slower = newGuardrail(catalogued("latency-p95"));
    const text = textOf(
      <PlanGrid plan={{ ...QUICK_PLAN, guardrails: [slower] }} estimated={{ kind: "unknown" }} />,
    );
    expect(text).toContain("Advances when proven less worse than: Latency p95 25 %");
  });

  it("is hatched and says why where nothing can be estimated", () => {
    expect(textOf(grid({ kind: "no-traffic" })).match(/no traffic/g)).toHaveLength(5);
    expect(markupOf(grid({ kind: "no-traffic" })).match(/hatched/g)).toHaveLength(5);
    expect(textOf(grid({ kind: "unknown" }))).toContain("not known");
    expect(estimatedOf(QUICK_PLAN, () => null)).toEqual({ kind: "no-traffic" });
    expect(estimatedOf(QUICK_PLAN, null)).toEqual({ kind: "unknown" });
    expect(estimatedOf({ ...QUICK_PLAN, alpha: 0 }, () => all())).toEqual({ kind: "unknown" });
  });

  it("marks what takes longer than the stage may last, and what nothing reported", () => {
    const slow = {
      ...all(
        stageEstimate({
          advancesIn: null,
          guardrails: {
            "log-loss": guardrailEstimate({ passesIn: null, failsIn: null, smallestHarm: null, rows: 1 }),
          },
        }),
      ),
      unmeasured: ["error-rate"],
    };
    const text = textOf(grid(known(slow)));
    expect(text).toContain(
      "Decides in never over its 15 min Smallest harm seen: Log-loss none , decides too late never passes never fails",
    );
    expect(text).toContain("Smallest harm seen: Error rate not estimated");
    const none = guardrailEstimate({ passesIn: 10_000, rows: 0 });
    const impossible = all(stageEstimate({ guardrails: { "log-loss": none } }));
    expect(textOf(grid(known(impossible)))).toContain("Smallest harm seen: Log-loss none can count in time");
    const notes = textOf(<EstimateNotes plan={QUICK_PLAN} estimate={slow} />);
    expect(notes).toContain("100 % cannot decide in time. Log-loss passes in no time that a plan may set");
    expect(notes).toContain("Not in this estimate: Error rate.");
    expect(notes).not.toContain("Allow");
  });
});

it("a plan's duration is that of the stages before the last", () => {
  expect(durationText(QUICK_PLAN, known(all()))).toBe("100 % after about 6 min 40 s, 10 % held out");
  expect(durationText(QUICK_PLAN, known(all(stageEstimate({ advancesIn: null }))))).toBeNull();
  expect(durationText(QUICK_PLAN, { kind: "unknown" })).toBeNull();
  expect([59, 100, 147_000, 200_000].map(aboutText)).toEqual([
    "about 59 s",
    "about 1 min 40 s",
    "about 41 h",
    "about 2 days 8 h",
  ]);
});

it("a stage whose minimum time is too long needs more time, and no other margin", () => {
  const [slow] = tooSlowStages(QUICK_PLAN, all(stageEstimate({ advancesIn: 1000, slowest: null })));
  expect(slow).toMatchObject({ longer: { seconds: 1800 }, wider: null });
  expect(slow?.because).toContain("The minimum time passes after about 16 min 40 s");
});
