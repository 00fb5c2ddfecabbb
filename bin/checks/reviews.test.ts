import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forging, forged, without } from "#lib/testing/packets/forging.ts";
import { packetOf } from "#lib/testing/packets/packet-of.ts";
import {
  foundFit,
  raisedReview,
  reviewedWorld,
  scheduled,
  signedReview,
} from "#lib/testing/worlds/reviews.ts";

/** What is live was found fit on its calendar and on a condition, and not fit once. */
let told: Awaited<ReturnType<typeof packetOf>>;
let files: PacketFiles;
beforeAll(async () => {
  told = await packetOf(
    async (world) => {
      const { here, people, first } = world;
      const raised = await raisedReview(world);
      await raisedReview(world, "other");
      const dueAt = daysLater(here.clock.now, 20).toISOString();
      const conditions = [{ text: "Retrain.", test: "A new version.", owner: people.jonas.id, dueAt }];
      await signedReview(here, people.carla, { review: raised, seat: "compliance", conditions });
      await foundFit(world, raised);
      const failed = await raisedReview(world);
      await signedReview(here, people.erik, { review: failed, seat: "engineering", decision: "reject" });
      here.clock.now = daysLater(here.clock.now, 180);
      const [onCalendar] = await scheduled(world);
      await foundFit(world, onCalendar!);
      return first;
    },
    () => reviewedWorld({ months: 6, overdue: "hold" }),
  );
  ({ packet: files } = told);
}, 120_000);
afterAll(() => told?.close());

const said = (packet: PacketFiles, vkey?: string): string => told.said(packet, vkey).join("\n");

it("a release whose version was reviewed again verifies", () => {
  expect(said(files)).toBe("");
  expect(files["entries.ndjson"]).toContain("review.passed");
});

const cases: readonly [string, Forging, string][] = [
  ["a pass without its seats", without("review.signed", 1), "is without the signatures of its council"],
  [
    "a signature that led to nothing",
    without("review.passed", 0),
    "review.passed is due after this signature",
  ],
  ["a “not fit” left out", without("review.failed", 0), "review.failed is due after this signature"],
  ["a cause left out", without("review.raised", 0), "is over a round or digest the re-review was not in"],
  [
    "a condition that became no finding",
    without("finding.opened", 0),
    "has a condition that did not become a finding",
  ],
  [
    "another due date",
    altering("review.opened", 0, ({ data }) => {
      data["dueAt"] = daysLater(new Date(String(data["dueAt"])), 900).toISOString();
    }),
    "does not hash to what is signed",
  ],
];

it.each(cases)("reports %s", (_, forge, fault) => {
  expect(said(forged(files, forge), TEST_LOG.vkey)).toContain(fault);
});
