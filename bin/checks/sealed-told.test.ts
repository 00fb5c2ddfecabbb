import { afterAll, beforeAll, expect, it } from "vitest";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forging, forged, nthOf, without } from "#lib/testing/packets/forging.ts";
import { put } from "#lib/testing/packets/packet-folder.ts";
import { sealedPacket } from "#lib/testing/packets/sealed-packet.ts";

let told: Awaited<ReturnType<typeof sealedPacket>>;
beforeAll(async () => {
  told = await sealedPacket();
}, 120_000);
afterAll(() => told?.close());

it("a packet verifies while verdicts are sealed, and says nothing of what they say", () => {
  expect(told.said(told.before)).toEqual([]);
  const all = Object.values(told.before).join("\n");
  expect(all).toContain("verdict.sealed");
  for (const word of ["Say more.", "At first.", "request-changes"]) expect(all).not.toContain(word);
});

it("a packet verifies after the reveal, with what was sealed and what holds now", () => {
  expect(told.said(told.files)).toEqual([]);
  const all = Object.values(told.files).join("\n");
  for (const word of ["Say more.", "request-changes", "The cap answers it."]) expect(all).toContain(word);
  // What Dara replaced was never opened.
  expect(all).not.toContain("At first.");
});

const swapped =
  (first: string, second: string): Forging =>
  (entries) => {
    const [a, b] = [nthOf(entries, first, 0), nthOf(entries, second, 0)];
    [a.idx, b.idx] = [b.idx, a.idx];
    return entries.toSorted((x, y) => x.idx - y.idx);
  };

it.each<[string, Forging, string]>([
  [
    "a verdict that is opened as another",
    altering("verdict.revealed", 0, ({ data }) => put(data, "opened.2.decision", "approve")),
    "as something else than was sealed",
  ],
  [
    "an opening with another salt",
    altering("verdict.revealed", 0, ({ data }) => put(data, "opened.0.salt", `${"A".repeat(43)}=`)),
    "as something else than was sealed",
  ],
  [
    "an opening that leaves one out",
    altering("verdict.revealed", 0, ({ data }) => {
      data["opened"] = (data["opened"] as unknown[]).slice(0, 2);
    }),
    "does not reveal exactly the sealed verdicts that stood",
  ],
  [
    "one that is called unreadable although another was",
    altering("verdict.revealed", 0, ({ data }) =>
      put(data, "unread", [(data["opened"] as { sealed: string }[])[0]!.sealed]),
    ),
    "does not reveal exactly the sealed verdicts that stood",
  ],
  [
    "words that were not sealed",
    altering("verdict.revealed", 0, ({ data }) => put(data, "opened.2.words", "w".repeat(43))),
    "says other words than sealed verdict",
  ],
  ["a reveal that never came", without("verdict.revealed"), "should have been refused (verdicts-sealed)"],
  [
    "a reveal before every seat was heard",
    swapped("verdict.revealed", "verdict.sealed"),
    "reveals sealed verdicts when that was not due",
  ],
  [
    "a reveal because of a time that had not come",
    altering("verdict.revealed", 0, ({ data }) => put(data, "because", "deadline")),
    "reveals sealed verdicts when that was not due",
  ],
  [
    "a verdict that hides that it changed",
    altering("verdict.cast", 2, ({ data }) => {
      delete data["differs"];
    }),
    "does not say truly whether it differs",
  ],
  [
    "a change without a reason",
    altering("verdict.cast", 2, ({ details }) => {
      delete (details as Record<string, unknown>)["comment"];
    }),
    "changes a sealed verdict without a reason",
  ],
  [
    "a verdict that names no sealed one",
    altering("verdict.cast", 0, ({ data }) => {
      delete data["preliminary"];
    }),
    "does not name the sealed verdict that it answers",
  ],
  [
    "a sealed verdict of another round",
    altering("verdict.sealed", 1, ({ data }) => put(data, "round", 2)),
    "is over a round or digest the release was not in",
  ],
  [
    "a sealed verdict for a seat that there is not",
    altering("verdict.sealed", 1, ({ data }) => put(data, "seat", "product")),
    "should have been refused (no-such-seat)",
  ],
])("a forged packet with %s does not verify", (_, change, fault) => {
  const said = told.said(forged(told.files, change), TEST_LOG.vkey).join("\n");
  expect(said).toContain(fault);
});
