import { afterAll, beforeAll, expect, it } from "vitest";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forging, forged, without } from "#lib/testing/packets/forging.ts";
import { put } from "#lib/testing/packets/packet-folder.ts";
import { sittingPacket } from "#lib/testing/packets/sitting-packet.ts";

let told: Awaited<ReturnType<typeof sittingPacket>>;
beforeAll(async () => {
  told = await sittingPacket();
}, 120_000);
afterAll(() => told?.close());

it("a packet of a release that was heard in a sitting verifies, and has the sitting whole", () => {
  expect(told.said(told.files)).toEqual([]);
  expect(told.files["entries.ndjson"]).toContain("sitting.confirmed");
  expect(told.files["entries.ndjson"]).toContain("inSitting");
});

it.each<[string, Forging, string]>([
  [
    "another outcome than the signatures had",
    altering("sitting-item.recorded", 0, ({ data }) => {
      put(data, "outcome.result", "objected");
    }),
    "records another outcome than its signatures had",
  ],
  [
    "a vote that nobody cast",
    altering("sitting-item.recorded", 0, ({ data }) => {
      put(data, "outcome.votes.0.decision", "reject");
    }),
    "records another outcome than its signatures had",
  ],
  [
    "somebody who was not here",
    altering("sitting.opened", 0, ({ data }) => {
      put(data, "attendance", []);
    }),
    "is over other minutes than the log tells",
  ],
  [
    "an item that another person recorded",
    altering("sitting-item.recorded", 0, ({ actor }) => {
      actor.id = told.ids.vic;
    }),
    "is by neither the chair nor the secretary of the council",
  ],
  [
    "an item that was never called",
    without("sitting-item.started"),
    "should have been refused (item-not-called)",
  ],
  [
    "minutes without what was written in them",
    without("sitting.noted"),
    "is over other minutes than the log tells",
  ],
  [
    "minutes of another time",
    altering("sitting.closed", 0, (entry) => {
      entry.occurred_at = new Date(Date.parse(entry.occurred_at) + 1000).toISOString();
    }),
    "is over other minutes than the log tells",
  ],
  [
    "minutes that one person signs",
    altering("sitting.closed", 0, ({ data }) => {
      put(data, "signers.1", (data["signers"] as unknown[])[0]);
    }),
    "has other signers than the chair and the secretary",
  ],
  [
    "minutes that were confirmed by one signature",
    without("sitting.signed", 1),
    "sitting.confirmed followed, although the signatures did not lead to it",
  ],
  [
    "minutes that somebody else signed",
    altering("sitting.signed", 0, (entry) => {
      entry.data["signer"] = entry.actor.id = told.ids.erik;
    }),
    "should have been refused (not-on-council)",
  ],
  [
    "a release whose stream does not name the sitting",
    without("release.heard"),
    "a sitting recorded the release, and its own stream says otherwise",
  ],
  [
    "a signature by one factor before all were given",
    altering("sitting.vouched", 0, ({ data }) => {
      data["purposes"] = [];
    }),
    "rests on factors that its signer had not given in the sitting",
  ],
])("refuses %s", (_, change, message) => {
  expect(told.said(forged(told.files, change), TEST_LOG.vkey)).toContain(message);
});
