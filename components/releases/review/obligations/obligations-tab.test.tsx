// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { hrefWith } from "#components/ui/href-with.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { comparisonWithLive, releaseView, seat, sections } from "#lib/testing/specimens/views/releases.ts";
import { answersOf } from "./answers.ts";
import { type AskedObligations, ObligationsTab } from "./obligations-tab.tsx";

type Changed = Parameters<typeof releaseView>[0];
const answers = (changed: Changed = {}) => answersOf(releaseView(changed));
const tab = (changed: Changed = {}, asked: AskedObligations = {}) => (
  <ObligationsTab
    release={releaseView(changed)}
    asked={asked}
    hrefOf={(asked) => hrefWith("/releases/7", { tab: "obligations", ...asked })}
  />
);

describe("what answers an obligation", () => {
  it("is what the card says under its own heading, and nothing that is only a heading", () => {
    const card = (candidate: string) => answers({ card: { candidate, base: null, revision: 1 } });
    expect(card("## Intended use\n\nDelays.")["intended-use"]).toMatchObject({ state: "answered" });
    expect(card("## Intended use\n\n## Metrics")["intended-use"].state).toBe("blank");
    expect(card("## How to get started\n\nAsk it.").instructions.state).toBe("answered");
    expect(card("").limits).toMatchObject({ state: "blank", place: { label: "Revise the card" } });
  });

  it("waits for the seat that has to sign it, and is blank where the policy asks for none", () => {
    const security = (state: "met" | "waiting" | "stale" | "objected") => {
      const seats = [seat({ function: "security", state })];
      return answers({ council: { met: 0, approved: false, seats } }).security.state;
    };
    expect(["met", "waiting", "stale", "objected"].map((state) => security(state as "met"))).toEqual([
      "answered",
      "waiting",
      "waiting",
      "waiting",
    ]);
    expect(answers({ council: { met: 0, approved: false, seats: [] } }).security).toMatchObject({
      state: "blank",
    });
  });

  it("is a challenge whose answer was accepted, where the policy asks for one", () => {
    const state = (challenges: { settled: number; standing: number } | null) =>
      answers({ challenges }).challenge.state;
    expect(state(null)).toBe("blank");
    expect(state({ settled: 0, standing: 0 })).toBe("waiting");
    expect(state({ settled: 1, standing: 1 })).toBe("waiting");
    expect(state({ settled: 1, standing: 0 })).toBe("answered");
  });

  it("is no decision that is still open", () => {
    const council = (approved: boolean) => ({ met: 1, approved, seats: [seat({})] });
    expect(answers({ council: council(false) })["go-no-go"].state).toBe("waiting");
    expect(answers({ council: council(true) })["go-no-go"].state).toBe("answered");
  });

  it("is blank where no slice was compared, no digest bound, no report filed", () => {
    const { artifact, evidence, data } = sections();
    const bare = sections({
      artifact: { ...artifact, lockDigest: null, configDigest: null },
      evidence: { ...evidence, reports: [] },
      data: { ...data, datasets: [] },
    });
    const found = answers({ comparison: null, sections: bare });
    expect([found.groups, found.software, found.validation, found.data].map(({ state }) => state)).toEqual(
      Array(4).fill("blank"),
    );
    expect(found.methods.state).toBe("waiting");
    expect(answers({ comparison: { ...comparisonWithLive(), slices: [] } }).groups.state).toBe("blank");
  });
});

describe("the obligations of a release", () => {
  it("show one framework's points with their answers, and how much of each framework is answered", () => {
    const text = textOf(tab());
    expect(text).toMatch(/EU AI Act \d+ of 30/);
    expect(text).toContain("Sources disagree on the date.");
    expect(text).toContain("Blank Nobody has recorded what uses its answers.");
    expect(markupOf(tab())).toContain('aria-current="true"');
    expect(textOf(tab({}, { framework: "sr-11-7" }))).toContain("replaced by SR 26-2");
  });

  it("can be cut down to the points without an answer, at an address of its own", () => {
    const open = tab({}, { framework: "nist-ai-rmf", open: "1" });
    expect(textOf(open)).not.toContain("An inventory of systems");
    expect(textOf(open)).toContain("Systems are retired safely");
    expect(markupOf(open)).toContain('tab=obligations&amp;framework=nist-ai-rmf"');
  });
});
