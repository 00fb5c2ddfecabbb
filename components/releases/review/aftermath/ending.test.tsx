// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { RELEASE_STATES } from "#lib/releases/release.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import {
  checked,
  event,
  releaseView,
  seat,
  sections,
  verdict,
} from "#lib/testing/specimens/views/releases.ts";
import { ReleaseView } from "../release-view.tsx";
import { endingOf } from "./ending.ts";

type Changed = Parameters<typeof releaseView>[0];
const failing = [checked({ status: "fail", title: "Compared with the live version" })];
const view = (changed: Changed) => (
  <ReleaseView release={releaseView({ checks: failing, ...changed })} tab="changes" decision={null} />
);
const { target } = sections();

describe("a release that ended", () => {
  it.each<[string, NonNullable<Changed>, string]>([
    [
      "fully released",
      { state: "released", events: [event({ action: "release.completed" })] },
      "v2 passed every stage of the signed plan and serves production.",
    ],
    [
      "the first version of its pointer",
      { state: "released", sections: sections({ target: { ...target, base: null } }) },
      "v2 serves production; nothing was live there before.",
    ],
    ["replaced", { state: "superseded" }, "A later release replaced v2 on production."],
    [
      "withdrawn",
      { state: "withdrawn", events: [event({ action: "release.withdrawn", reason: "No traffic." })] },
      "Jonas Lindqvist withdrew it. No traffic.",
    ],
    [
      "rejected",
      {
        state: "rejected",
        council: {
          met: 0,
          approved: false,
          seats: [seat({ verdicts: [verdict({ decision: "reject", comment: "Unsafe at night." })] })],
        },
      },
      "Mira Okafor rejected it for Security. Unsafe at night.",
    ],
    ["rejected by an entry it cannot read", { state: "rejected" }, "A reviewer rejected it."],
    ["never signed", { state: "expired" }, "The review period ended before every seat was signed."],
    [
      "never started",
      { state: "expired", approvedAt: "2026-11-24T08:00:00.000Z" },
      "The approval expired before the rollout was started.",
    ],
  ])("leads with how, and the checks no longer lead: %s", (_, changed, text) => {
    const shown = textOf(view(changed));
    expect(shown).toContain(text);
    const [led, written, checks] = [
      "How it ended",
      "Why, and the risks",
      "Compared with the live version",
    ].map((title) => shown.indexOf(title));
    expect([led! >= 0, led! < written!, written! < checks!]).toEqual([true, true, true]);
  });

  it("links its rollout, its entry, and a new try where there can be one", () => {
    const ended = { state: "withdrawn" as const, events: [event({ action: "release.withdrawn", index: 7 })] };
    const markup = markupOf(view({ ...ended, rollout: { number: 3, state: "rolled-back" } }));
    for (const href of ["/releases/7/rollout", "/audit/7", "/releases/new"])
      expect(markup).toContain(`href="${href}"`);
    expect(markupOf(view({ state: "superseded" }))).not.toContain('href="/releases/new"');
  });

  it("is told for every state that nothing leads out of, but that of a rollback, and for one that serves", () => {
    const told = RELEASE_STATES.filter((state) => endingOf(releaseView({ state })) !== null);
    expect(told).toEqual(["released", "superseded", "withdrawn", "rejected", "expired"]);
    expect(textOf(view({ state: "in-review" }))).not.toContain("How it ended");
  });
});
