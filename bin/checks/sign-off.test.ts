import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { enablePerson } from "#lib/access/commands/enable-person.ts";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { lapseRelease } from "#lib/releases/commands/lapse-release.ts";
import { liftObjection } from "#lib/releases/commands/lift-objection.ts";
import { settleRelease } from "#lib/releases/commands/settle-release.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { forged, ownOf } from "#lib/testing/packets/forging.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { lifting, sign, testCase } from "#lib/testing/worlds/releases.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";

let world: World;
let log: Awaited<ReturnType<typeof sealedLog>>;
let packet: PacketFiles;
const folder = mkdtempSync(join(tmpdir(), "countersign-sign-off-"));
beforeAll(async () => {
  world = await testWorld();
  log = await sealedLog(world.here.database);
  const release = await derivedRelease();
  await log.seal();
  packet = (await world.here.see(evidencePacket, { release }, world.people.vic)).files;
}, 180_000);
afterAll(async () => {
  await log?.close();
  await world?.here.close();
  rmSync(folder, { recursive: true });
});

/**
 * Approved three times and never by a signature: by a peer who lifts the objection of one who left, by a signer who
 * comes back, and by an edit that restores what was signed.
 */
async function derivedRelease(): Promise<number> {
  const { here, people, submit } = world;
  const objector = await here.person("Olga Ober", ["reviewer"], ["engineering"]);
  const peer = await here.person("Piet Ober", ["reviewer"], ["engineering"]);
  const release = await submit(2);
  const settle = () => here.make(settleRelease, { release }, here.system);
  const leave = (personId: string) => here.make(disablePerson, { personId, reason: "Left." }, people.ada);
  const edit = (round: number, why: string) =>
    here.make(editRelease, { release, round, case: { ...testCase, why } }, people.jonas);
  await sign(here, objector, { release, seat: "engineering", decision: "request-changes" });
  await sign(here, people.dara, { release, seat: "data-science" });
  await sign(here, people.carla, { release, seat: "compliance" });
  await sign(here, people.erik, { release, seat: "engineering" });
  await leave(objector.id);
  const { subjectDigest, council } = await here.see(releasePage, { release }, people.vic);
  const objection = council.seats
    .flatMap(({ verdicts }) => verdicts)
    .find((one) => one.decision !== "approve")!.id;
  await here.make(liftObjection, await lifting(here, peer, { release, objection, subjectDigest }), peer);
  await leave(people.carla.id);
  await here.make(lapseRelease, { release }, here.system);
  await here.make(enablePerson, { personId: people.carla.id, reason: "Back." }, here.system);
  await settle();
  await edit(1, "A typing mistake.");
  await edit(2, testCase.why);
  return release;
}

const verified = (files: PacketFiles) => {
  const { exitCode, said } = verdictOn(files, folder);
  return { exitCode, said };
};
type Entries = Parameters<Parameters<typeof forged>[1]>[0];
const changed = (change: (entries: Entries) => Entries) => verified(forged(packet, change));

it("an approval that an edit or somebody's authority brought back is what the log leads to", () => {
  const { exitCode, said } = changed((entries) => entries);
  expect(said).toEqual([]);
  expect(exitCode).toBe(0);
});

it("the story has each kind of it", () => {
  let told: string[] = [];
  changed((entries) => {
    told = entries.map(({ action }) => action).filter((action) => /^(?:release|objection)\./.test(action));
    return entries;
  });
  expect(told.slice(-7)).toEqual([
    "objection.lifted",
    "release.approved",
    "release.lapsed",
    "release.approved",
    "release.edited",
    "release.edited",
    "release.approved",
  ]);
});

it.each<[string, (entries: Entries) => Entries, string]>([
  [
    "left out after the edit that brings it back",
    (entries) => entries.filter((entry) => entry !== ownOf(entries, "release.approved")[2]),
    "release.approved is due after this edit but does not follow",
  ],
  [
    "left out after the objection was lifted",
    (entries) => entries.filter((entry) => entry !== ownOf(entries, "release.approved")[0]),
    "release.approved is due after this objection was lifted but does not follow",
  ],
  [
    "although nobody lifted the objection",
    (entries) => entries.filter((entry) => entry.action !== "objection.lifted"),
    "release.approved does not follow from the sign-off as it stood",
  ],
  [
    "although the signer is still away",
    (entries) => {
      ownOf(entries, "release.approved")[1]!.data.lapsed = ownOf(entries, "release.lapsed")[0]!.data.lapsed;
      return entries;
    },
    "release.approved does not follow from the sign-off as it stood",
  ],
  [
    "that claims to follow from a signature",
    (entries) => {
      delete ownOf(entries, "release.approved")[0]!.data.lapsed;
      return entries;
    },
    "release.approved is due after this objection was lifted but does not follow",
  ],
  [
    "for longer than its newest signature lasts",
    (entries) => {
      ownOf(entries, "release.approved")[2]!.data.validUntil = "2030-01-01T00:00:00.000Z";
      return entries;
    },
    "is valid for another time than the policy says",
  ],
])("an approval %s is found", (_, change, finding) => {
  const { exitCode, said } = changed(change);
  expect(said.join("\n")).toContain(finding);
  expect(exitCode).toBe(1);
});
