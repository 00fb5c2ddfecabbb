// @vitest-environment happy-dom
import { fireEvent } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { later } from "#lib/testing/specimens/rollout-evidence.ts";
import { effect, history, look } from "#lib/testing/specimens/views/rollout-history.ts";
import {
  outcomes,
  plan,
  point,
  rollout,
  series,
  withVerdict,
} from "#lib/testing/specimens/views/rollouts.ts";
import { Effects } from "./effects.tsx";

const effects = [
  effect(
    "log-loss",
    [look(later(-3000), { difference: 0.03, lower: -0.01, upper: 0.07, state: "INCONCLUSIVE" })],
    [look(later(-500)), look(later(-1))],
  ),
];
const shown = (changed: Parameters<typeof rollout>[0] = {}, past = history({ effects })) => (
  <Effects view={rollout({ series: [series({ points: [point()] })], ...changed })} history={past} />
);
const marks = (name: string) => document.querySelectorAll(`[data-mark="${name}"]`).length;

describe("effects over time", () => {
  it("name each guardrail, what is drawn in which unit, its state and its margins", () => {
    const text = textOf(shown());
    expect(text).toMatch(
      /^Effect over time v2 and effect v1 Table Log-loss Pass v2 against v1; up is better/,
    );
    expect(text).toContain("Errors Pass v2 against v1, percentage points; up is better");
    expect(text).toContain("Latency Pass v2, ms; lower is better");
    expect(text).toContain("roll back > 0.01 worse advance < 0.02 worse");
    expect(text).toContain("roll back > 0.1 pp worse advance < 1 pp worse");
    expect(text).toContain("halt above 50 ms");
  });

  it("say in words how each stage ended and stands", () => {
    expect(textOf(shown())).toContain(
      "Shadow, at its end: Worse by 0.0040, [−0.0190, +0.0120], Pass. Canary, now: Better by 0.0090, ",
    );
    expect(textOf(shown({}, history()))).toContain("The table lists every look.");
  });

  it("draw the margins, the end of each stage and the state of now", () => {
    mounted(shown());
    expect([marks("fails"), marks("ended"), marks("now"), marks("breach")]).toEqual([3, 3, 3, 0]);
    expect(marks("quiet")).toBeGreaterThan(0);
  });

  it("mark the breach with its time", () => {
    const times = { breachAt: later(-6), detectedAt: null, decidedAt: null, actuatedAt: null };
    const cause = withVerdict(0, { state: "FAIL" })[0]!.verdict;
    mounted(shown({ times, cause }));
    expect(marks("breach")).toBe(1);
    expect(document.querySelector('[data-mark="breach"] time')?.getAttribute("datetime")).toBe(later(-6));
  });

  it("say so where the plan watches no metric", () => {
    const guardrails = plan.guardrails.filter(({ metric }) => !metric);
    expect(textOf(shown({ plan: { ...plan, guardrails } }))).toContain("No guardrail watches a metric");
  });

  it("name every step where they leave looks out", () => {
    const many = { ...effects[0]!, stages: effects[0]!.stages.map((stage) => ({ ...stage, taken: 2000 })) };
    expect(textOf(shown({}, history({ effects: [many] })))).toContain(
      "Drawn: 3 of 4,000 looks: the extremes and the last of each stretch of time.",
    );
    expect(textOf(shown())).not.toContain("Drawn:");
  });
});

describe("one cursor through all charts", () => {
  const sliders = () => [...document.querySelectorAll<HTMLElement>('[role="slider"]')];

  it("moves by keys, and says where it is", () => {
    mounted(shown());
    const [first] = sliders();
    expect(first!.getAttribute("aria-valuetext")).toMatch(/, Canary: Better by 0\.0090, .*, Pass$/);
    fireEvent.keyDown(first!, { key: "Home" });
    expect(first!.getAttribute("aria-valuenow")).toBe("0");
    expect(first!.getAttribute("aria-valuetext")).toMatch(
      /, Shadow: Worse by 0\.0300, \[−0\.0700, \+0\.0100\], Undecided$/,
    );
    expect(marks("cursor")).toBe(3);
    expect(document.body.textContent).toContain("20,000 and 60,000 outcomes");
    fireEvent.keyDown(first!, { key: "Escape" });
    expect(marks("cursor")).toBe(0);
  });

  it("follows the pointer, shows the details in that chart alone, and leaves with it", () => {
    mounted(shown());
    const [first] = sliders();
    first!.getBoundingClientRect = () => new DOMRect(100, 0, 200, 144);
    fireEvent.pointerMove(first!, { clientX: 299 });
    expect(marks("cursor")).toBe(3);
    expect(document.querySelectorAll("dl")).toHaveLength(1);
    expect(document.querySelector("dl")?.textContent).toContain("EffectBetter by 0.0090");
    fireEvent.pointerMove(first!, { clientX: 101 });
    expect(document.querySelector("dl")).toBeNull();
    expect(document.body.textContent).toContain("No evidence");
    fireEvent.pointerLeave(first!);
    expect(marks("cursor")).toBe(0);
  });
});

describe("the same values as a table", () => {
  it("are one click away, a row for each look, and charts again", () => {
    const page = mounted(shown());
    page.press("Table");
    const [logLoss] = page.screen.getAllByRole("table");
    const rows = [...logLoss!.querySelectorAll("tr")].map((row) => row.textContent);
    expect(rows[0]).toBe("AtStageEffectIntervalv2v1RowsState");
    expect(rows).toHaveLength(1 + 3 + 2);
    expect(rows.at(-1)).toMatch(
      /ShadowWorse by 0\.0300\[−0\.0700, \+0\.0100\]0\.49300\.502020,000 and 60,000 outcomesUndecided$/,
    );
    page.press("Charts");
    expect(page.screen.queryAllByRole("table")).toEqual([]);
  });

  it("name what is missing, never a dash", () => {
    const bare = look(later(-500), { lower: null, upper: null, baseline: null, state: "INSUFFICIENT" });
    const page = mounted(shown({}, history({ effects: [effect("log-loss", [], [bare])] })));
    page.press("Table");
    expect(document.body.textContent).toContain("none yet0.4930no outcomes");
    expect(document.body.textContent).not.toContain("–");
  });
});

it("marks and counts the windows beyond a limit, and those alone", () => {
  const windows = [70, 49, 51].map((worstWindow, at) => look(later(-500 + at), { worstWindow }));
  mounted(shown({}, history({ effects: [effect("latency", [], windows)] })));
  expect(marks("beyond")).toBe(2);
  expect(document.body.textContent).toContain("2 windows beyond the limit.");
});

it("counts windows towards those that fail the guardrail", () => {
  const guardrails = withVerdict(0, {}).map((one, at) =>
    at === 2 ? { ...one, windows: { beyond: 1, fail: 3 } } : one,
  );
  expect(textOf(shown({ guardrails }))).toContain("1 of 3");
  expect(textOf(shown())).not.toContain("1 of 3");
});

describe("on a narrow screen", () => {
  const [first, errors, latency] = plan.guardrails;
  const guardrails = [first!, errors!, { ...errors!, id: "more", title: "More" }, latency!];
  const four = () => {
    const states = withVerdict(0, {});
    const judged = [
      states[0]!,
      states[1]!,
      states[1]!,
      { ...states[2]!, verdict: { ...states[2]!.verdict, state: "STALE" as const } },
    ];
    return shown({ plan: { ...plan, guardrails }, guardrails: judged });
  };
  const folded = () =>
    [...document.querySelectorAll("figure")].flatMap((figure) =>
      figure.parentElement?.className.includes("max-sm:hidden")
        ? [figure.querySelector("figcaption span span")?.textContent]
        : [],
    );

  it("three charts are open, and one that does not pass is among them; the others are one press away", () => {
    const page = mounted(four());
    expect(folded()).toEqual(["More"]);
    page.press("Show 1 more chart");
    expect(folded()).toEqual([]);
    expect(document.body.textContent).not.toContain("more chart");
  });

  it("all are open where there are no more than three", () => {
    mounted(shown());
    expect(folded()).toEqual([]);
    expect(document.body.textContent).not.toContain("more chart");
  });
});

it("draws each arm alone below, and hatches where neither reported", () => {
  expect(markupOf(shown())).toContain('stroke="var(--baseline)"');
  expect(textOf(shown())).toContain("v2 0.4930 v1 0.5020");
  expect(textOf(shown({ series: [] }))).toContain("v2 silent v1 silent");
});

describe("outcomes still to come", () => {
  const all = { completeUntil: later(0), toCome: 0 };
  const none = { completeUntil: null, toCome: 0 };

  it("are grey from where each arm lacks them, and a line says until when they are complete", () => {
    mounted(shown({ outcomesUntil: [outcomes()] }));
    expect(marks("to-come")).toBe(2);
    const [candidate, baseline] = document.querySelectorAll<HTMLElement>('[data-mark="to-come"]');
    expect(Number.parseFloat(candidate!.style.left)).toBeLessThan(Number.parseFloat(baseline!.style.left));
    expect(document.body.textContent).toMatch(
      /Outcomes of v2 are complete until [\d:]+, 40 s ago: 1,412 to come\. Outcomes of v1 are complete until [\d:]+, 20 s ago: 300 to come\./,
    );
    expect(document.body.textContent).toContain("Outcomes still to come");
  });

  it("name the plan's time where an arm's come later than that", () => {
    expect(textOf(shown({ outcomesUntil: [outcomes()] }))).toContain("The plan expects them after 3 s.");
    const inTime = outcomes({ candidate: { completeUntil: later(-20), toCome: 9 } });
    expect(textOf(shown({ outcomesUntil: [inTime] }))).not.toContain("The plan expects them");
  });

  it("name the arm that has all of its own, and one that was complete at no time", () => {
    const text = (candidate: typeof all, baseline: typeof none) =>
      textOf(shown({ outcomesUntil: [outcomes({ candidate, baseline: { ...baseline, toCome: 7 } })] }));
    expect(text(all, none)).toContain(
      "Outcomes of v2 are all there. Outcomes of v1 are not complete at any time yet: 7 to come.",
    );
  });

  it("leave nothing grey where all are there, and say nothing where none is owed", () => {
    mounted(shown({ outcomesUntil: [outcomes({ candidate: all, baseline: all })] }));
    expect(marks("to-come")).toBe(0);
    expect(document.body.textContent).toContain("All outcomes are there.");
    expect(textOf(shown({ outcomesUntil: [outcomes({ candidate: none, baseline: none })] }))).not.toContain(
      "Outcomes of",
    );
  });

  it("are told beside the table, too", () => {
    const page = mounted(shown({ outcomesUntil: [outcomes()] }));
    page.press("Table");
    expect(document.body.textContent).toContain("Outcomes of v2 are complete until");
  });
});
