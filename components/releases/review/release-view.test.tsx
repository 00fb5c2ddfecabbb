// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { callCost } from "#lib/testing/specimens/metrics.ts";
import { delta } from "#lib/testing/specimens/views/registry.ts";
import {
  checked,
  compared,
  comparisonWithLive,
  event,
  releaseView,
  seat,
  sections,
  verdict,
  writtenCase,
} from "#lib/testing/specimens/views/releases.ts";
import { releaseTab, releaseTabs } from "./release-tabs.ts";
import { ReleaseView } from "./release-view.tsx";

type Changed = Parameters<typeof releaseView>[0];
const view = (changed: Changed = {}, tab = "changes") => (
  <ReleaseView release={releaseView(changed)} tab={releaseTab(tab)} decision="THE DECISION" />
);
const { target, plan } = sections();
const first = sections({ target: { ...target, base: null } });

describe("a release's page", () => {
  it("takes the tab from the address, and the first for any other word", () => {
    expect([undefined, "plan", "__proto__", "Plan"].map(releaseTab)).toEqual([
      "changes",
      "plan",
      "changes",
      "changes",
    ]);
  });

  it("gives each tab an address, marks the current one and counts what is countable", () => {
    const checks = [checked(), checked({ id: "b", status: "fail" }), checked({ id: "c", status: "hold" })];
    const tabs = releaseTabs(releaseView({ checks, events: [event(), event({ uid: "x" })] }), "plan");
    expect(tabs.map(({ href, current, count }) => [href, current, count])).toEqual([
      ["/releases/7", false, undefined],
      ["/releases/7?tab=evaluation", false, undefined],
      ["/releases/7?tab=card", false, undefined],
      ["/releases/7?tab=data", false, undefined],
      ["/releases/7?tab=checks", false, "1/3"],
      ["/releases/7?tab=plan", true, undefined],
      ["/releases/7?tab=discussion", false, undefined],
      ["/releases/7?tab=obligations", false, expect.stringMatching(/^\d+\/69$/)],
      ["/releases/7?tab=history", false, 2],
    ]);
  });

  it.each([
    ["changes", "What changes against what is live"],
    ["evaluation", "Signed reports 1 report"],
    ["card", "Against the live version's card removed red, added green"],
    ["data", "Training data against v1"],
    ["checks", "Checks policy 3, Model council"],
    ["plan", "False-alarm rate"],
    ["obligations", "Annex IV"],
    ["history", "Submitted by Jonas Lindqvist"],
  ])("shows %s", (tab, text) => {
    expect(textOf(view({}, tab))).toContain(text);
  });

  it("has the decision, the seats and who cannot sign beside every tab", () => {
    const contributors = [{ personId: "a", name: "Jonas Lindqvist", because: "opened it" }];
    const council = { met: 1, approved: false, seats: [seat(), seat({ function: "product", state: "met" })] };
    const text = textOf(view({ contributors, council }, "plan"));
    expect(text).toContain("THE DECISION");
    expect(text).toContain("Seats 1 of 2 met");
    expect(text).toContain("Cannot sign Jonas Lindqvist : opened it");
    expect(textOf(view({ contributors: [] }))).not.toContain("Cannot sign");
    const origins = [{ model: "flight-delay", number: 2, path: "weights.bin", files: 1 }];
    expect(textOf(view({ contributors, origins }))).toContain(
      "shares weights.bin with v2, which it does not name",
    );
  });
});

describe("a release's head", () => {
  it("says what goes where, in which state, and what it replaces", () => {
    const text = textOf(view());
    expect(text).toMatch(/^In review Round 1 Normal change High tier Opened by Jonas Lindqvist, /);
    expect(text).toContain("flight-delay v2 to production Replaces v1. Knows the hour and the airport.");
    expect(textOf(view({ sections: first }))).toContain("First version here. Knows the hour");
  });

  it("gives the time limit that counts: of the review, then of the approval", () => {
    expect(textOf(view())).toContain("Review due,");
    expect(textOf(view({ state: "changes-requested" }))).toContain("Review due,");
    const approved = textOf(view({ state: "approved", validUntil: "2026-12-09T08:00:00.000Z" }));
    expect(approved).toContain("Approval expires,");
    expect(approved).not.toContain("Review due,");
    const released = view({ state: "released", validUntil: "2026-12-09T08:00:00.000Z" });
    expect(textOf(released)).not.toMatch(/Review due|Approval expires/);
  });
});

describe("what changes", () => {
  it("shows each metric with both values, the interval, the verdict and the signed margin", () => {
    const text = textOf(view());
    expect(text).toContain("Live v1 Candidate v2");
    expect(text).toMatch(
      /Log-loss 60,000 rows, lower is better Live v1 0\.5300 Candidate v2 0\.5100 .* Better by 0\.0200 .* Better/,
    );
    const worse = compared({ difference: 0.02, lower: 0.01, upper: 0.03 });
    const within = compared({ lower: -0.02, upper: 0.01 });
    const of = (metric: typeof worse) =>
      textOf(view({ comparison: comparisonWithLive({ metrics: [metric] }) }));
    expect(of(worse)).toContain("Worse");
    expect(of(within)).toContain("Within margin");
  });

  it("says what was not measured, and what to file where nothing was", () => {
    const metrics = [compared({ difference: null, lower: null, upper: null })];
    const text = textOf(view({ comparison: comparisonWithLive({ metrics }) }));
    expect(text).toContain("not measured");
    expect(text).toContain("No data");
    expect(textOf(view({ comparison: null }))).toContain("Nothing to compare yet");
  });

  it("shows the measurement alone where nothing is live", () => {
    const text = textOf(view({ sections: first, comparison: null }));
    expect(text).toContain("Measured flights-2001-02, 60,000 rows; nothing live to compare with");
    expect(text).not.toContain("Candidate v2");
  });

  it("names who signed the evaluation", () => {
    expect(textOf(view())).toContain("not signed yet");
    const signed = seat({ signs: ["evidence"], state: "met", verdicts: [verdict()] });
    expect(textOf(view({ council: { met: 1, approved: true, seats: [signed] } }))).toContain(
      "signed by Security",
    );
  });

  it("shows the changed lines of the card, and the way to all of it", () => {
    expect(textOf(view())).toContain("Model card, 2 lines changed revision 2 - # One + # Two");
    const same = textOf(view({ card: { candidate: "# One", base: "# One", revision: 2 } }));
    expect(same).toContain("Model card, unchanged");
    expect(same).toContain("Same text as the live version's card.");
    const candidate = Array.from({ length: 30 }, (_, line) => `line ${line}`).join("\n");
    const long = markupOf(view({ card: { candidate, base: null, revision: 1 } }));
    expect(long).toContain('href="/releases/7?tab=card"');
    expect(long).toContain("First model card");
    expect(long).not.toContain("line 20");
  });

  it("gives the case as it is signed", () => {
    const text = textOf(view());
    expect(text).toContain("Why, and the risks written by Jonas Lindqvist not substantial");
    expect(text).toMatch(/Keep if Log-loss does not rise Roll back if Log-loss rises by more than 0\.005/);
    const is = writtenCase({ substantialModification: { is: true, because: "New inputs." } });
    expect(textOf(view({ sections: sections({ case: is }) }))).toContain(
      "Why it is a substantial modification New inputs.",
    );
  });
});

describe("the evaluation", () => {
  it("shows single slices and leads to all reports", () => {
    const markup = markupOf(view({}, "evaluation"));
    expect(markup).toContain("Single slices");
    expect(markup).toContain('href="/models/flight-delay/versions/2?tab=evaluation"');
    const none = view({ comparison: comparisonWithLive({ slices: [] }) }, "evaluation");
    expect(textOf(none)).not.toContain("Single slices");
  });

  it("draws slices of two parts as a grid", () => {
    const slices = [
      { slice: { distance: "short", partOfDay: "Night" }, n: 6_100, metrics: [delta()], candidates: [] },
    ];
    const text = textOf(view({ comparison: comparisonWithLive({ slices }) }, "evaluation"));
    expect(text).toContain("Log-loss by slice, change against v1 + is better");
    expect(text).not.toContain("Single slices");
  });
});

describe("the data", () => {
  it("lists what changed before what did not", () => {
    const data = {
      datasets: [],
      columns: [
        { name: "hour", type: "integer", change: "same" as const },
        { name: "airport", type: "text", change: "added" as const },
        { name: "gate", type: "text", change: "retyped" as const },
        { name: "fare", type: "number", change: "removed" as const },
      ],
    };
    const text = textOf(view({ data }, "data"));
    expect(text).toMatch(
      /airport Type text New gate Type text Type changed fare Type number Removed hour Type integer Same/,
    );
    expect(text).toContain("No dataset recorded The lineage ends here.");
    expect(textOf(view({ sections: first }, "data"))).toContain("nothing live to compare with");
  });
});

describe("the plan", () => {
  it("is given whole: stages with their own margins, guardrails, judging", () => {
    const text = textOf(view({}, "plan"));
    expect(text).toContain(
      "Shadow Traffic on the candidate serves nobody At least 10 s At most 15 min then halts Samples per arm 300 Advances when proven less worse than: Log-loss 0.1",
    );
    expect(text).toContain("then halts");
    expect(text).toContain("Log-loss: rolls back when log-loss is proven worse (higher) by more than 0.005");
    expect(text).toContain("α 0.05 for the whole rollout, shared by its guardrails and stages");
    expect(text).toContain("20,000 over both arms");
    expect(text).not.toContain("Metrics declared here");
  });

  it("has the metrics that it declares", () => {
    const declaring = sections({ plan: { ...plan, metrics: [callCost] } });
    expect(textOf(view({ sections: declaring }, "plan"))).toContain(
      "Metrics declared here signed with the plan Cost per call, EUR (call-cost): a mean, lower is better",
    );
  });
});

describe("the history", () => {
  it("keeps signatures that no longer count, with the reason", () => {
    const old = verdict({ counts: false, because: "not-entitled", comment: "Fine by me." });
    const council = { met: 0, approved: false, seats: [seat({ verdicts: [old] })] };
    const text = textOf(view({ council }, "history"));
    expect(text).toContain("Mira Okafor approved for Security Round 1");
    expect(text).toContain("“I have reviewed the signed sections and approve this release for my function.”");
    expect(text).toContain("Fine by me.");
    expect(text).toContain("by password No longer counts: the signer may no longer sign for this function");
    expect(textOf(view({}, "history"))).toContain("Nobody has signed yet");
  });
});
