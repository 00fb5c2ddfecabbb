import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forging, forged, without } from "#lib/testing/packets/forging.ts";
import { packetOf } from "#lib/testing/packets/packet-of.ts";
import { claimed, enveloped, fullyOut, revoking, standardWorld } from "#lib/testing/worlds/envelopes.ts";
import { sign } from "#lib/testing/worlds/releases.ts";
import type { World } from "#lib/testing/worlds/world.ts";

/** Two releases that went out under one envelope, which was revoked then; the packet is of the second. */
let told: Awaited<ReturnType<typeof packetOf>>;
let world: World;
let files: PacketFiles;
beforeAll(async () => {
  told = await packetOf(
    async (world) => {
      const { here, people, start } = world;
      const envelope = await enveloped(world);
      let release = 0;
      for (const version of [2, 3]) {
        release = await claimed(world, { version, envelope });
        await sign(here, people.erik, { release, seat: "engineering" });
        const { number: rollout } = await start(release);
        await fullyOut(world, rollout);
      }
      await revoking(here, people.carla, envelope);
      return release;
    },
    () => standardWorld(),
  );
  ({ world, packet: files } = told);
}, 120_000);
afterAll(() => told?.close());

const said = (packet: PacketFiles, vkey?: string): string => told.said(packet, vkey).join("\n");

it("a release that went out under an envelope verifies, with the one it is measured against", () => {
  expect(said(files)).toBe("");
  expect(files["entries.ndjson"]).toContain("envelope.used");
});

type Data = Record<string, unknown>;
const inside = (data: Data, ...names: string[]): Data =>
  names.reduce<Data>((of, name) => of[name] as Data, data);
const id = (name: "jonas" | "rhea") => world.people[name].id;

/** Puts the entry of one type right before another's last. */
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

it.each<[string, Forging, string]>([
  ["no proposal", without("envelope.proposed"), "is of an envelope that nobody proposed"],
  [
    "no grant",
    without("envelope.granted"),
    "envelope.granted is due after this signature but does not follow",
  ],
  ["fewer signatures", without("envelope.signed"), "grants an envelope that its council did not sign"],
  ["a use left out", without("envelope.used", 1), "started under an envelope without using it"],
  [
    "a use counted wrong",
    altering("envelope.used", 1, ({ data }) => {
      data["use"] = 1;
    }),
    "is not the next use of its envelope",
  ],
  [
    "more uses than allowed",
    altering("envelope.proposed", 0, ({ data }) => {
      inside(data, "terms")["uses"] = 1;
    }),
    "uses an envelope that was not in force",
  ],
  [
    "an envelope that had ended",
    altering("envelope.proposed", 0, ({ data, occurred_at }) => {
      const terms = inside(data, "terms");
      terms["endsAt"] = daysLater(new Date(occurred_at), 0.001).toISOString();
    }),
    "has ended",
  ],
  [
    "a longer one than its tier allows",
    altering("envelope.proposed", 0, ({ data, occurred_at }) => {
      inside(data, "terms")["endsAt"] = daysLater(new Date(occurred_at), 91).toISOString();
    }),
    "should have been refused (envelope-too-long)",
  ],
  [
    "a wider limit than was signed",
    altering("envelope.proposed", 0, ({ data }) => {
      inside(data, "terms")["sizePercent"] = 100;
    }),
    "does not hash to what was signed",
  ],
  [
    "another value than was measured",
    altering("envelope.proposed", 0, ({ data }) => {
      (inside(data, "base")["metrics"] as Data[])[0]!["value"] = "0.9";
    }),
    "names another log-loss than was measured",
  ],
  [
    "another base version",
    altering("envelope.proposed", 0, ({ data }) => {
      inside(data, "base")["version"] = 2;
    }),
    "is measured against another release than it names",
  ],
  [
    "a base that was reviewed in another round",
    altering("envelope.proposed", 0, ({ data }) => {
      inside(data, "base")["subject"] = `sha256:${"0".repeat(64)}`;
    }),
    "is measured against another round than it names",
  ],
  [
    "its proposer's signature",
    altering("envelope.signed", 0, ({ data }) => {
      data["signer"] = id("rhea");
    }),
    "should have been refused (contributor-cannot-sign)",
  ],
  [
    "a smaller council",
    altering("envelope.proposed", 0, ({ data }) => {
      data["seats"] = [{ function: "engineering", min: 1 }];
    }),
    "names other seats than a normal release of its tier has",
  ],
  ["a revocation before the start", moving("envelope.revoked", "release.started"), "was revoked"],
  ["a revocation before it widened", moving("envelope.revoked", "rollout.advanced"), "was revoked"],
  [
    "a worse report than its envelope allows",
    altering("evaluation.reported", 2, ({ data }) => {
      inside(data, "metrics")["log-loss"] = "0.6";
    }),
    "log-loss is worse by 0.1, 0.09 beyond the limit of 0.01",
  ],
  [
    "its author's signature",
    altering("verdict.cast", 0, ({ data }) => {
      data["signer"] = id("jonas");
    }),
    "should have been refused (contributor-cannot-sign)",
  ],
])("a log rewritten by a holder of the key is detected: %s", (_, change, finding) => {
  expect(said(forged(files, change), TEST_LOG.vkey)).toContain(finding);
});
