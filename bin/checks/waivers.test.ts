import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forging, forged, without } from "#lib/testing/packets/forging.ts";
import { packetOf } from "#lib/testing/packets/packet-of.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { extending, signedWaiver, waivableWorld, waived, withdrawing } from "#lib/testing/worlds/waivers.ts";
import type { World } from "#lib/testing/worlds/world.ts";
import { STORY, storyCheck } from "./story.ts";

/** A release that was approved, started and widened over a waived gate, whose waiver was extended and withdrawn later. */
let told: Awaited<ReturnType<typeof packetOf>>;
let world: World;
let files: PacketFiles;
beforeAll(async () => {
  told = await packetOf(
    async (world) => {
      const { here, people, submit, approve, start, observe, judge } = world;
      const waiver = await waived(world);
      const release = await approve(await submit(2));
      const { number: rollout } = await start(release);
      await observe(rollout);
      await judge(rollout);
      await extending(here, people.jonas, waiver, 12);
      await signedWaiver(here, people.erik, { waiver });
      await withdrawing(here, people.jonas, waiver);
      return release;
    },
    () => waivableWorld(),
  );
  ({ world, packet: files } = told);
}, 120_000);
afterAll(() => told?.close());

const said = (packet: PacketFiles, vkey?: string): string => told.said(packet, vkey).join("\n");

it("a release over a waived gate verifies, with what covered it at its approval, its start and its widening", () => {
  expect(said(files)).toBe("");
  expect(files["entries.ndjson"]).toContain('\\"status\\":\\"waived\\"');
});

it("what is read of the packet names the waiver at its gate: its number, who signed it, until when", () => {
  const story = (packet: PacketFiles) =>
    verdictOn(packet, told.folder, { checks: [storyCheck] }).of(STORY)?.says;
  expect(story(files)).toMatch(
    /^Waived: gate bound by waiver 1, signed by Carla Diaz for compliance, until \d{4}-\d\d-\d\d \d\d:\d\d UTC$/m,
  );
});

const id = (name: "jonas" | "carla" | "dara") => world.people[name].id;
type Data = Record<string, unknown>;
const resultIn = (data: Data): Data => (data["gates"] as { results: Data[] }).results[0]!;

/** Puts the entry of one type right before another's first. */
const moving =
  (action: string, before: string): Forging =>
  (entries) => {
    const moved = entries.find((entry) => entry.action === action)!;
    const rest = entries.filter((entry) => entry !== moved);
    const at = rest.findLastIndex((entry) => entry.action === before);
    const places = entries.map(({ idx }) => idx);
    moved.occurred_at = rest[at]!.occurred_at;
    return [...rest.slice(0, at), moved, ...rest.slice(at)].map((entry, i) => ({
      ...entry,
      idx: places[i]!,
    }));
  };

/** All events of the waiver say that it ends here. */
const endingAt =
  (days: number): Forging =>
  (entries) => {
    const requested = entries.find(({ action }) => action === "waiver.requested")!;
    const end = daysLater(new Date(requested.occurred_at), days).toISOString();
    for (const { action, data } of entries)
      if ((action === "waiver.requested" || action === "waiver.granted") && data["term"] === 1)
        data["endsAt"] = end;
    return entries;
  };

it.each<[string, Forging, string]>([
  ["no grant", without("waiver.granted"), "waiver.granted is due after this signature but does not follow"],
  ["no signature", without("waiver.signed"), "grants a term that was not signed"],
  ["no request", without("waiver.requested"), "is of a waiver that nobody requested"],
  [
    "no waiver at all",
    (entries) => entries.filter(({ action }) => !action.startsWith("waiver.")),
    "records gates that say otherwise over its dossier (0.status)",
  ],
  [
    "its requester's signature",
    altering("waiver.signed", 0, ({ data }) => {
      data["signer"] = id("jonas");
    }),
    "should have been refused (contributor-cannot-sign)",
  ],
  [
    "the signature of another function's holder",
    altering("waiver.signed", 0, ({ data }) => {
      data["signer"] = id("dara");
    }),
    "is by somebody whose function compliance was not in effect",
  ],
  [
    "another function than its gate names",
    altering("waiver.requested", 0, ({ data }) => {
      data["seat"] = "engineering";
    }),
    "is for another function than its gate names",
  ],
  [
    "a gate that nobody may waive",
    altering("waiver.requested", 0, ({ data }) => {
      (data["gate"] as Data)["id"] = "firm";
    }),
    "should have been refused (gate-not-waivable)",
  ],
  [
    "an earlier gate of the same name",
    altering("waiver.requested", 0, ({ data }) => {
      (data["gate"] as Data)["digest"] = `sha256:${"0".repeat(64)}`;
    }),
    "names another gate than its policy has",
  ],
  [
    "a foreign release's waiver",
    altering("waiver.requested", 0, ({ data }) => {
      (data["scope"] as Data)["release"] = id("carla");
    }),
    "records gates that say otherwise over its dossier (0.status)",
  ],
  ["one that had ended", endingAt(0), "records gates that say otherwise over its dossier (0.status)"],
  ["a longer one than its tier allows", endingAt(31), "should have been refused (waiver-too-long)"],
  [
    "one dated back",
    altering("waiver.requested", 0, ({ data, occurred_at }) => {
      data["startsAt"] = daysLater(new Date(occurred_at), -5).toISOString();
    }),
    "should have been refused (waiver-dated-back)",
  ],
  [
    "another end than was signed",
    altering("release.started", 0, ({ data }) => {
      resultIn(data)["until"] = "2030-01-01T00:00:00.000Z";
    }),
    "records gates that say otherwise over its dossier (0.until)",
  ],
  [
    "a waiver that nobody knows",
    altering("release.started", 0, ({ data }) => {
      resultIn(data)["waiver"] = "made-up";
    }),
    "records gates that say otherwise over its dossier (0.status)",
  ],
  [
    "a withdrawal before the start",
    moving("waiver.withdrawn", "release.started"),
    "records gates that say otherwise over its dossier (0.status)",
  ],
  [
    "a withdrawal before the widening",
    moving("waiver.withdrawn", "rollout.advanced"),
    "widened over the gate bound, which nothing waived",
  ],
  [
    "an extension that comes a third time",
    (entries) => {
      const extended = entries.filter(({ action }) => action === "waiver.extended");
      for (const { data } of extended) data["term"] = 4;
      return entries;
    },
    "is not the next term of its waiver",
  ],
])("a log rewritten by a holder of the key is detected: %s", (_, change, finding) => {
  expect(said(forged(files, change), TEST_LOG.vkey)).toContain(finding);
});

it("other words than were signed are detected", () => {
  const lines = files["details.ndjson"]!.replaceAll("A rebuild may differ.", "No risk at all.");
  expect(said({ ...files, "details.ndjson": lines })).not.toBe("");
});
