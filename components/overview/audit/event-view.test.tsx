import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { eventWithProof, filters } from "#lib/testing/specimens/views/audit.ts";
import { digestOf } from "#lib/testing/specimens/views/registry.ts";
import { EventPage, eventTitle } from "./event-view.tsx";
import { recordedItems } from "./recorded-items.tsx";

const page = (changed = {}) => (
  <EventPage event={eventWithProof(changed)} actors={filters().actors} proof="the proof" />
);
const items = (changed: Parameters<typeof eventWithProof>[0]) =>
  recordedItems(eventWithProof(changed)).map(({ term, value }) => [term, textOf(value)]);

describe("the page of an event", () => {
  it("is named by its leaf, or by its state while it has none", () => {
    expect([eventTitle(10_482), eventTitle(null)]).toEqual(["Leaf 10,482", "Event, being sealed"]);
  });

  it("says what was done in a sentence, exactly when, and shows the proof and the bytes", () => {
    const text = textOf(page());
    expect(text).toMatch(
      /^Policy published 20 Nov 2026, 14:02:31 Leaf 10,482 Ada Berg published policy 2\. /,
    );
    expect(text).toContain("the proof Around it");
    expect(text).toContain('{"action":"policy.published","é":1}');
  });

  it("gives the proof as a file once the event is signed, and says so before", () => {
    expect(markupOf(page())).toContain(`href="/api/v1/log/proof/${eventWithProof().uid}.tlog-proof"`);
    expect(textOf(page({ receipt: null }))).toContain("Not signed yet.");
    expect(markupOf(page({ receipt: null }))).not.toContain(".tlog-proof");
    expect(markupOf(page())).toContain('href="/audit?asOf=2026-11-20T14%3A02%3A31.352Z"');
  });
});

describe("what was recorded", () => {
  it("names who, what about, every public fact and the place in its stream", () => {
    const data = { ...eventWithProof().data, digest: digestOf("2"), later: [] };
    expect(items({ data })).toEqual([
      ["Actor", "Ada Berg"],
      ["Event", "policy.published"],
      ["Subject", "policy 2"],
      ["Version", "2"],
      ["Digest", "sha256 2222…2222"],
      ["Content", "see the bytes below"],
      ["Later", "none"],
      ["Outcome", "success"],
      ["Stream", `${eventWithProof().stream} , 3rd of 1,203`],
    ]);
  });

  it("names the process where the system acted, and the reason once", () => {
    const actor = { type: "system", id: "reconciler", name: null } as const;
    const found = items({ actor, data: { number: 4, because: "Too slow." } });
    expect(found[0]).toEqual(["Actor", "The system, reconciler"]);
    expect(found.filter(([, value]) => value === "Too slow.")).toEqual([["Because", "Too slow."]]);
    expect(found.map(([term]) => term)).not.toContain("Number");
  });

  it("lists the digests of what it is about, numbered", () => {
    const targets = ["a", "b"].map((digit) => ({ type: "version", id: digit, digest: digestOf(digit) }));
    expect(items({ targets }).filter(([term]) => term?.startsWith("Version digest"))).toEqual([
      ["Version digest", "sha256 aaaa…aaaa"],
      ["Version digest 2", "sha256 bbbb…bbbb"],
    ]);
  });

  it("leads from a rollout's event to its verdict, and from no other", () => {
    const link = (action: string) => {
      const found = recordedItems(eventWithProof({ action, data: { verdict: "v-1", release: 7 } }));
      return markupOf(found.find(({ term }) => term === "Verdict")?.value);
    };
    expect(link("rollout.advanced")).toContain('href="/releases/7/rollout/verdicts/v-1"');
    expect(link("policy.published")).toBe("v-1");
  });
});
