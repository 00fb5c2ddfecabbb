import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { arm, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { judged, listed, plan } from "#lib/testing/specimens/views/rollouts.ts";
import { liveRow, noteText, worstFirst } from "./list-words.ts";
import { RolloutsView } from "./rollouts-view.tsx";

const view = (props = {}) => (
  <RolloutsView
    live={[listed()]}
    ended={{ items: [], nextCursor: null }}
    models={["flight-delay", "fraud"]}
    model={undefined}
    cursor={undefined}
    {...props}
  />
);
const harmful = judged(withGuardrail("log-loss", { candidate: arm(20_000, 0.579, 0.4) }));
const decides = {
  guardrail: plan.guardrails[0]!,
  metrics: undefined,
  stage: { minSamplesPerArm: 1000 },
  verdict: harmful.verdicts[0]!,
};
const back = listed({
  number: 3,
  state: "rolled-back",
  health: "fail",
  exposurePercent: 0,
  endedAt: "2026-11-20T14:02:33.000Z",
  note: "Log-loss: as the judge put it",
  decides,
});

describe("a live rollout's row", () => {
  it("has its share, its state and where it leads", () => {
    expect(liveRow(listed())).toEqual({
      id: "4",
      href: "/releases/7/rollout",
      model: "flight-delay",
      version: "v2",
      pointer: "production",
      state: { word: "Healthy", tone: "pass" },
      exposurePercent: 25,
      note: "Canary. Every guardrail passes",
    });
  });

  it.each([
    ["running", "pass", "Healthy"],
    ["running", "hold", "Holding"],
    ["running", "fail", "Failing"],
    ["paused", "hold", "Paused"],
    ["halted", "fail", "Halted"],
    ["rolling-back", "fail", "Rolling back"],
  ] as const)("%s with evidence that says %s: %s", (state, health, word) =>
    expect(liveRow(listed({ state, health })).state.word).toBe(word),
  );

  it("words the guardrail that decides from its numbers, and nothing else", () => {
    expect(noteText(back)).toBe("Log-loss: Worse by 0.077 (at least 0.065); limit 0.01.");
    expect(noteText({ ...back, decides: null })).toBe("Log-loss: as the judge put it");
  });
});

describe("the order", () => {
  it("is the worst first, and the newest first among equals", () => {
    const rows = [
      listed({ number: 7, health: "pass" }),
      listed({ number: 6, health: "hold" }),
      listed({ number: 5, health: "hold" }),
      listed({ number: 4, state: "paused", health: "hold" }),
      listed({ number: 3, health: "fail" }),
      listed({ number: 2, state: "halted", health: "fail" }),
      listed({ number: 1, state: "rolling-back", health: "fail" }),
    ];
    expect(worstFirst(rows).map(({ number }) => number)).toEqual([1, 2, 4, 3, 6, 5, 7]);
    expect(rows[0]?.number).toBe(7);
  });
});

describe("the page of rollouts", () => {
  it("shows what is live, then what ended and why", () => {
    const text = textOf(view({ ended: { items: [back], nextCursor: null } }));
    expect(text).toMatch(/Live rollouts worst first flight-delay v2 on production Healthy/);
    expect(text).toContain("Traffic on the candidate: 25 %");
    expect(text).toMatch(/flight-delay v2 on production Rollout 3, release 7 .*Worse by 0\.077/);
    expect(text).toMatch(/Rolled back 1 rollout End of list$/);
  });

  it("leads from each empty list to where it begins", () => {
    const text = textOf(view({ live: [] }));
    expect(text).toContain("No live rollouts Start an approved release from its page. Releases");
    expect(text).toContain("No rollout has ended yet Completed and rolled-back rollouts are listed here");
    expect(text).not.toContain("End of list");
  });

  it("keeps the model while paging through what ended", () => {
    const page = { ended: { items: [back], nextCursor: "3" }, model: "fraud", cursor: "9" };
    const markup = markupOf(view(page));
    expect(markup).toContain('href="/rollouts?model=fraud&amp;cursor=3"');
    expect(markup).toContain('href="/rollouts?model=fraud"');
  });

  it("offers the models to filter by", () => {
    expect(textOf(view())).toMatch(/flight-delay fraud/);
  });
});
