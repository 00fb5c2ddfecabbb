import { afterAll, beforeAll, expect, it } from "vitest";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { councilPacket } from "#lib/testing/packets/council-packet.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forging, forged, nthOf, without } from "#lib/testing/packets/forging.ts";
import { put } from "#lib/testing/packets/packet-folder.ts";

let told: Awaited<ReturnType<typeof councilPacket>>;
beforeAll(async () => {
  told = await councilPacket();
}, 120_000);
afterAll(() => told?.close());

it("a packet of a release that went to a council verifies, with who sat when it was submitted", () => {
  expect(told.said(told.files)).toEqual([]);
  const { rounds } = JSON.parse(told.files["release.json"]!);
  expect(rounds.at(-1).sections.policy.composition).toMatchObject({ version: 2 });
});

/** The signature for compliance, which comes last. */
const OF_COMPLIANCE = 2;

it.each<[string, Forging, string]>([
  [
    "somebody who sits on no council",
    altering("verdict.cast", OF_COMPLIANCE, (entry) => {
      entry.data["signer"] = entry.actor.id = told.ids.bea;
    }),
    "should have been refused (not-on-council)",
  ],
  [
    "an alternate whose member stepped not aside",
    without("recusal.declared"),
    "should have been refused (alternate-waits)",
  ],
  [
    "a composition with another member than was signed",
    altering("council.composed", 1, ({ data }) => {
      put(data, "content.seats.2.members", [told.ids.bea]);
    }),
    "is not what was proposed",
  ],
  [
    "a composition that nobody signed",
    (entries) => {
      const [first, second] = [nthOf(entries, "council.signed", 2), nthOf(entries, "council.signed", 3)];
      return entries.filter((entry) => entry !== first && entry !== second);
    },
    "was published, although not every seat had signed it",
  ],
  [
    "a release under a composition that came later",
    (entries) => {
      const [third] = [nthOf(entries, "council.composed", 2)];
      const submitted = nthOf(entries, "release.submitted", 0);
      [third.idx, submitted.idx] = [submitted.idx, third.idx];
      return entries.toSorted((a, b) => a.idx - b.idx);
    },
    "is not what policy 2 requires",
  ],
  [
    "a proposal over a policy that was not in force",
    altering("council.proposed", 1, ({ data }) => {
      put(data, "base.version", 1);
    }),
    "was proposed over a version that was not in force",
  ],
  [
    "another statement than was signed",
    altering("council.signed", 0, ({ data }) => {
      data["statement"] = digestOfJson("another");
    }),
    "is not the statement that was signed",
  ],
  [
    "a reminder that was not due",
    altering("release.seat-reminded", 0, (entry) => {
      put(entry.data, "due", "2026-11-24T00:00:00.000Z");
    }),
    "is not as the council's hours and its composition have it",
  ],
  [
    "a reminder of a seat twice",
    altering("release.seat-reminded", 1, ({ data }) => {
      data["seat"] = "data-science";
    }),
    "is of a seat that was not late",
  ],
  [
    "alternates who were told before it was due, to let one sign",
    (entries) => {
      const reminded = nthOf(entries, "release.seat-reminded", 2);
      Object.assign(reminded, { action: "release.seat-escalated" });
      reminded.data["step"] = "alternates-told";
      return without("recusal.declared")(entries);
    },
    "is of a seat that was not late",
  ],
  [
    "others told than the council names",
    altering("release.seat-reminded", 2, ({ data }) => {
      data["to"] = [told.ids.bea];
    }),
    "is not as the council's hours and its composition have it",
  ],
  ["a composition left out", without("council.composed", 1), "council.composed is due after this signature"],
])("a log rewritten by a holder of the key is detected: %s", (_, change, finding) => {
  expect(told.said(forged(told.files, change), TEST_LOG.vkey).join("\n")).toContain(finding);
});
