import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { arm, later, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { judged, listed, plan } from "#lib/testing/specimens/views/rollouts.ts";
import { noteText, pointerNames } from "./list-words.ts";
import { nextStep } from "./next-step.ts";
import { RolloutsView, RolloutWall } from "./rollouts-view.tsx";
import { ledeText, standingOf, worstFirst } from "./standing.ts";

const view = (props = {}) => (
  <RolloutsView
    live={[listed()]}
    ended={{ items: [], nextCursor: null }}
    models={["flight-delay", "fraud"]}
    pointers={["production", "production@eu"]}
    asTable={false}
    filter={{}}
    cursor={undefined}
    {...props}
  />
);
const harmful = judged(withGuardrail("log-loss", { candidate: arm(20_000, 0.579, 0.4) }));
const decides = {
  guardrail: plan.guardrails[0]!,
  metrics: undefined,
  stage: { minSamplesPerArm: 1000 },
  latestAt: later(-1),
  verdict: harmful.verdicts[0]!,
};
const deciding = (state: "FAIL" | "INCONCLUSIVE" | "STALE" | "NO_DATA", more = {}) => ({
  ...decides,
  verdict: { ...decides.verdict, state, ...more },
});
const back = listed({
  number: 3,
  state: "rolled-back",
  health: "fail",
  exposurePercent: 0,
  endedAt: "2026-11-20T14:02:33.000Z",
  note: "Log-loss: as the judge put it",
  decides,
});

const passing = { ...decides, verdict: judged().verdicts[0]! };

describe("a live rollout's row", () => {
  it("has its state, its share, its stages, the guardrail nearest to its margin and the next step", () => {
    const text = textOf(view({ live: [listed({ closest: passing })] }));
    expect(text).toMatch(
      /Healthy every guardrail passes flight-delay v2 on production Serves 25 ?% Shadow Canary Everyone Log-loss \+0\.0090 \[−0\.\d+, \+0\.\d+\].* Advances to Everyone 23 Nov 2026, 13:53/,
    );
    expect(markupOf(view())).toContain('href="/releases/7/rollout"');
  });

  it("shows what a full stage serves without its hold-out, and nobody in grey", () => {
    expect(textOf(view({ live: [listed({ servedPercent: 90 })] }))).toMatch(/Serves 90 ?%/);
    expect(markupOf(view({ live: [listed({ servedPercent: 0 })] }))).toMatch(
      /text-ink-3[^>]*><span class="sr-only">Serves/,
    );
  });

  it.each([
    ["rolling back", { state: "rolling-back" }, "rolling-back", "v1 takes over"],
    ["halted", { state: "halted" }, "halted", "Decide"],
    ["paused", { state: "paused" }, "paused", "Decide"],
    ["failing", { decides: deciding("FAIL") }, "failing", "Rolls back"],
    [
      "undecided",
      { decides: deciding("INCONCLUSIVE", { samplesNeeded: 410 }) },
      "holding",
      "410 more outcomes",
    ],
    ["stale", { decides: deciding("STALE") }, "silent", "Log-loss must report"],
    ["without data", { decides: deciding("NO_DATA") }, "silent", "Log-loss must report"],
    ["well", {}, "healthy", "Advances to Everyone"],
    ["well in shadow", { stageIndex: 0 }, "shadow", "Advances to Canary"],
    ["well at the end", { stageIndex: 2 }, "watching", "Completes"],
  ] as const)("is %s", (_, changed, standing, step) => {
    const row = listed(changed);
    expect(standingOf(row)).toBe(standing);
    expect(nextStep(row).step).toBe(step);
  });

  it("says when the stage ends undecided, and how", () => {
    const { when } = nextStep(listed({ decides: deciding("INCONCLUSIVE"), onDeadline: "roll-back" }));
    expect(when).toEqual(["rolls back ", { at: listed().deadlineAt, as: "minute" }]);
    expect(nextStep(listed({ stageShare: 1 })).when).toEqual(["at the next check"]);
  });

  it("words the guardrail that decides from its numbers, and nothing else", () => {
    expect(noteText(back)).toBe("Log-loss: Worse by 0.077 (at least 0.065); limit 0.01.");
    expect(noteText({ ...back, decides: null })).toBe("Log-loss: as the judge put it");
  });
});

describe("the order", () => {
  const rows = [
    listed({ number: 9, stageIndex: 2 }),
    listed({ number: 8, stageIndex: 0 }),
    listed({ number: 7 }),
    listed({ number: 6, decides: deciding("STALE") }),
    listed({ number: 5, decides: deciding("INCONCLUSIVE"), deadlineAt: later(900) }),
    listed({ number: 4, decides: deciding("INCONCLUSIVE"), deadlineAt: later(600) }),
    listed({ number: 3, state: "halted" }),
    listed({ number: 2, decides: deciding("FAIL") }),
    listed({ number: 1, state: "rolling-back" }),
  ];

  it("is the worst first, and the earliest deadline first among equals", () => {
    expect(worstFirst(rows).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it("is counted on top", () => {
    const text = textOf(view({ live: rows }));
    expect(text).toContain("3 halted or failing 2 holding 1 without evidence 3 healthy");
    expect(ledeText(rows)).toBe("9 are live. 1 needs a decision, 3 wait for evidence.");
    expect(ledeText([])).toBe("None is live.");
    expect(text).toContain("Decide on flight-delay v2");
  });
});

describe("on the wall", () => {
  it("has the same rows and nothing to press", () => {
    const markup = markupOf(<RolloutWall live={[listed({ state: "halted" })]} />);
    expect(markup).toContain("Halted");
    expect(markup).not.toContain("<button");
    expect(markup).not.toContain("Wall view");
    expect(textOf(<RolloutWall live={[]} />)).not.toContain("Releases");
  });
});

describe("the page of rollouts", () => {
  it("shows what is live, then what ended and why", () => {
    const text = textOf(view({ ended: { items: [back], nextCursor: null } }));
    expect(text).toMatch(/flight-delay v2 on production .*Advances to Everyone/);
    expect(text).toMatch(/flight-delay v2 on production Rollout 3, release 7 .*Worse by 0\.077/);
    expect(text).toMatch(/Rolled back 1 rollout End of list /);
  });

  it("leads from each empty list to where it begins", () => {
    const text = textOf(view({ live: [] }));
    expect(text).toContain("No live rollouts Start an approved release from its page. Releases");
    expect(text).toContain("No rollout has ended yet Completed and rolled-back rollouts are listed here");
    expect(text).not.toContain("End of list");
  });

  it("keeps the model while paging through what ended", () => {
    const page = {
      ended: { items: [back], nextCursor: "3" },
      filter: { model: "fraud", q: "del" },
      cursor: "9",
    };
    const markup = markupOf(view(page));
    expect(markup).toContain('href="/rollouts?model=fraud&amp;q=del&amp;cursor=3"');
    expect(markup).toContain('href="/rollouts?model=fraud&amp;q=del"');
  });

  it("offers the models to filter by", () => {
    expect(textOf(view())).toMatch(/flight-delay fraud/);
  });
});

describe("what the reader can choose", () => {
  it("is a pointer, too, kept while paging", () => {
    const models = [["production", "staging"], [], ["production"]].map((names) => ({
      pointers: names.map((pointer) => ({ pointer })),
    }));
    expect(pointerNames(models)).toEqual(["production", "staging"]);
    expect(textOf(view())).toMatch(/Pointer.*production production@eu/);
    const page = { ended: { items: [back], nextCursor: "3" }, filter: { pointer: "production@eu" } };
    expect(markupOf(view(page))).toContain('href="/rollouts?pointer=production%40eu&amp;cursor=3"');
  });

  it("is a table of what is live, the worst first, and back", () => {
    const rows = [listed(), listed({ number: 3, state: "halted", decides: deciding("FAIL"), candidate: 5 })];
    expect(markupOf(view({ live: rows }))).toContain('href="/rollouts?as=table"');
    const text = textOf(view({ live: rows, asTable: true, filter: { model: "fraud" } }));
    expect(text).toMatch(
      /Rollout State Serves Stage Guardrail that decides Next flight-delay v5 on production Started by Ines Prado State Halted Serves 25 % .* Decide resume it or roll it back flight-delay v2 on production/,
    );
    const markup = markupOf(view({ live: rows, asTable: true, filter: { model: "fraud" } }));
    expect(markup).toContain('href="/rollouts?model=fraud"');
    expect(textOf(view({ live: [], asTable: true }))).toContain("No live rollouts");
  });
});

it("says how long ago one was stopped, not how long its stage has lasted", () => {
  const stopped = listed({ state: "halted", stoppedAt: new Date(Date.now() - 22 * 60_000).toISOString() });
  expect(textOf(view({ live: [stopped] }))).toMatch(/Halted 2[12] min( \d+ s)? ago flight-delay/);
  expect(textOf(view({ live: [listed({ state: "halted" })] }))).toContain("Halted in this stage");
});
