import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { returnPointer } from "#lib/rollouts/commands/return-pointer.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { altering, forged, without } from "#lib/testing/packets/forging.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
let log: Awaited<ReturnType<typeof sealedLog>>;
let packet: PacketFiles;
const folder = mkdtempSync(join(tmpdir(), "countersign-returns-"));
beforeAll(async () => {
  world = await testWorld();
  log = await sealedLog(world.here.database);
  const { here, people } = world;
  const second = await live(2);
  await live(3);
  const asked = { model: "flight-delay", pointer: "production", version: 2, reason: "It delays the night." };
  await here.make(returnPointer, asked, people.rhea);
  await log.seal();
  packet = (await here.see(evidencePacket, { release: second }, people.vic)).files;
}, 180_000);
afterAll(async () => {
  await log?.close();
  await world?.here.close();
  rmSync(folder, { recursive: true });
});

async function live(version: number): Promise<number> {
  const { release, rollout } = await world.underWay(version);
  for (const _stage of ["shadow", "canary", "full"]) {
    await world.observe(rollout);
    await world.judge(rollout);
  }
  return release;
}

const verified = (files: PacketFiles) => {
  const { exitCode, said } = verdictOn(files, folder);
  return { exitCode, said };
};
type Entries = Parameters<Parameters<typeof forged>[1]>[0];
const changed = (change: (entries: Entries) => Entries) => verified(forged(packet, change));

it("going back verifies offline, and the log replays to the tables", async () => {
  const { exitCode, said } = changed((entries) => entries);
  expect(said).toEqual([]);
  expect(exitCode).toBe(0);
});

const returned = (alter: (data: Record<string, unknown>) => void) =>
  altering("pointer.returned", 0, ({ data }) => alter(data));

it.each<[string, (entries: Entries) => Entries, string]>([
  [
    "a return to a version that never was live",
    returned((data) => Object.assign(data, { version: 7 })),
    "which had never served everyone there",
  ],
  [
    "a return from another version",
    returned((data) => Object.assign(data, { from: 1 })),
    "says that v1 was live before",
  ],
  ["the return left out", without("pointer.returned"), "did not happen together"],
  ["the release that is live again left out", without("release.reinstated"), "did not happen together"],
])("a packet with %s is found", (_, change, finding) => {
  const { exitCode, said } = changed(change);
  expect(said.join("\n")).toContain(finding);
  expect(exitCode).toBe(1);
});
