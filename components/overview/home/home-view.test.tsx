import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { change } from "#lib/testing/specimens/views/access.ts";
import { decision, home, reference, rollout, toSign } from "#lib/testing/specimens/views/home.ts";
import { HomeView } from "./home-view.tsx";

const view = (changed = {}, news: ReturnType<typeof change> | undefined = undefined) => (
  <HomeView page={home(changed)} name="Mira Okafor" news={news} />
);

describe("the home page", () => {
  it("greets by the given name, and says so where nothing needs anybody", () => {
    const text = textOf(view());
    expect(text).toMatch(/^Hello, Mira Nothing needs you\. /);
    for (const empty of [
      "Nothing needs you Seats to sign",
      "No live rollouts",
      "Nothing needs attention",
      "No decisions yet",
    ])
      expect(text).toContain(empty);
  });

  it("has one solid button: for the most urgent", () => {
    const waiting = [toSign(), toSign({ release: reference({ number: 5, version: 4 }) })];
    const markup = markupOf(view({ waiting }));
    expect(markup.match(/bg-accent text-on-accent/g)).toHaveLength(1);
    expect(markup).toMatch(/aria-label="Review: flight-delay v3 to production" class="[^"]*bg-accent/);
    expect(textOf(view({ waiting }))).toContain("Waiting for you all 2");
  });

  it("gives each decision its leaf in the log, and says where it has none yet", () => {
    const decisions = [decision({ index: 10_482 }), decision({ uid: "v", index: null })];
    const markup = markupOf(view({ decisions }));
    expect(markup).toContain('href="/audit/10482"');
    expect(textOf(view({ decisions }))).toMatch(/leaf 10,482 .*being sealed/);
  });

  it("shows rollouts, what is silent among them, and a change of the second factor", () => {
    const silent = [{ guardrail: "Recall", reason: "Late." }];
    const text = textOf(view({ rollouts: [rollout({ silent })] }, change()));
    expect(text).toContain("flight-delay v3 on production No data Traffic on the candidate: 5 %");
    expect(text).toContain("No data for Recall on flight-delay v3");
    expect(text).toContain("Passkey added by you.");
  });
});
