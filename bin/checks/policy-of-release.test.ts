import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forging, forged, nthOf } from "#lib/testing/packets/forging.ts";
import { writePacket } from "#lib/testing/packets/packet-folder.ts";
import { draftUnder } from "#lib/testing/worlds/draft-under.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { RELEASE_CHECKS } from "../packet-checks.ts";
import { verifyPacket } from "../verify-packet.ts";

let world: World;
let log: Awaited<ReturnType<typeof sealedLog>>;
let folder: string;
let files: PacketFiles;

/** The packet of a release opened under policy 1, submitted under 2 and edited under 3. */
beforeAll(async () => {
  world = await testWorld();
  log = await sealedLog(world.here.database);
  folder = mkdtempSync(join(tmpdir(), "countersign-policy-"));
  const { release, publish, submit, edit } = await draftUnder(world);
  await publish(5);
  await submit();
  await publish(7);
  await edit("Another reason.");
  await world.approve(release);
  await log.seal();
  files = (await world.here.see(evidencePacket, { release }, world.people.vic)).files;
}, 120_000);
afterAll(async () => {
  await log?.close();
  await world?.here.close();
  rmSync(folder, { recursive: true, force: true });
});

function said(packet: PacketFiles, vkey: string): string[] {
  const place = writePacket(mkdtempSync(join(folder, "packet-")), packet);
  const { outcomes } = verifyPacket(place, { vkey, checks: RELEASE_CHECKS });
  return outcomes.flatMap(({ findings }) => findings.map(({ message }) => message));
}

it("a packet of a release under three policies, one after another, verifies", () => {
  expect(said(files, log.vkey)).toEqual([]);
  expect(JSON.parse(files["policy.json"]!)).toMatchObject({ version: 3 });
  const { rounds } = JSON.parse(files["release.json"]!);
  expect(rounds.map(({ sections }: { sections: { policy: object } }) => sections.policy)).toMatchObject([
    { version: 1, reviewDays: 3 },
    { version: 2, reviewDays: 5 },
    { version: 3, reviewDays: 7 },
  ]);
});

it.each<[string, Forging, string]>([
  [
    "an edit that says it kept the policy of its draft",
    altering("release.edited", 1, ({ data }) => {
      data["policy"] = 2;
    }),
    "is under policy 3 while 3 was in force",
  ],
  [
    "an edit before its policy came into force",
    (entries) => {
      const published = nthOf(entries, "policy.published", 2);
      const edited = nthOf(entries, "release.edited", 1);
      const [first, second] = [published.idx, edited.idx];
      published.idx = second;
      edited.idx = first;
      return entries.toSorted((a, b) => a.idx - b.idx);
    },
    "is under policy 3, which was not published by then",
  ],
  [
    "a policy that asked for something else",
    altering("policy.published", 1, ({ data }) => {
      (data["content"] as { routes: { reviewDays: number }[] }).routes[0]!.reviewDays = 6;
    }),
    "policy reviewDays is not what policy 2 requires",
  ],
])("finds %s", (_, change, message) => {
  expect(said(forged(files, change), TEST_LOG.vkey)).toContainEqual(expect.stringContaining(message));
});
