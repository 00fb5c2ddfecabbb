import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { haltRollout } from "#lib/rollouts/commands/halt-rollout.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { altering, forged, without } from "#lib/testing/packets/forging.ts";
import { packetOf } from "#lib/testing/packets/packet-of.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { rushing } from "#lib/testing/worlds/emergencies.ts";
import type { World } from "#lib/testing/worlds/world.ts";

let told: Awaited<ReturnType<typeof packetOf>>;
beforeAll(async () => {
  told = await packetOf(rushed);
}, 180_000);
afterAll(() => told?.close());

/** An incident, an emergency that goes out to its share, its review, and the rest of the way. */
async function rushed(world: World): Promise<number> {
  const { here, people } = world;
  const rush = rushing(world);
  const before = await world.underWay(3);
  await here.make(haltRollout, { rollout: before.rollout, reason: "Late at night." }, people.rhea);
  const { id } = await inWorkspace(here.db, here.workspaceId, (tx) =>
    tx.rollout.findFirstOrThrow({ where: { number: before.rollout } }),
  );
  const incident = await rush.incident(id);
  await world.takeBack(before.rollout);
  const release = await rush.open(2);
  await rush.declaring(release, incident);
  await rush.authorising(release);
  const { number: rollout } = await here.make(startRollout, { release, reason: "It burns." }, people.rhea);
  await world.observe(rollout);
  await world.judge(rollout);
  await world.approve(release);
  await world.observe(rollout);
  await world.judge(rollout);
  return release;
}

const verified = (files: PacketFiles) => {
  const { exitCode, said } = verdictOn(files, told.folder);
  return { exitCode, said };
};
type Entries = Parameters<Parameters<typeof forged>[1]>[0];
const changed = (change: (entries: Entries) => Entries) => verified(forged(told.packet, change));

it("an emergency and its review verify offline", () => {
  const { exitCode, said } = changed((entries) => entries);
  expect(said).toEqual([]);
  expect(exitCode).toBe(0);
});

const dataOf = (type: string, alter: (data: Record<string, unknown>) => void) =>
  altering(type, 0, ({ data }) => alter(data));

it.each<[string, (entries: Entries) => Entries, string]>([
  ["no second person", without("emergency.authorised"), "went out although not every seat was met"],
  ["nothing declared", without("emergency.declared"), "lets out what nobody declared"],
  [
    "a smaller share than it served",
    dataOf("emergency.declared", (data) => Object.assign(data, { maxPercent: 0 })),
    "is over other bounds than those declared",
  ],
  [
    "an end before it started",
    dataOf("emergency.declared", (data) => Object.assign(data, { endsAt: "2026-01-01T00:00:00.000Z" })),
    "is by an emergency that was over",
  ],
  [
    "its author as the second person",
    (entries) => {
      const author = entries.findLast(({ action }) => action === "release.opened")!.actor;
      return dataOf("emergency.authorised", (data) => Object.assign(data, { signer: author.id }))(entries);
    },
    "is by somebody with a part in it",
  ],
  ["no incident", without("incident.opened"), "is for an incident that was not open"],
  [
    "the review left out",
    without("release.approved"),
    "release.approved is due after this signature but does not follow",
  ],
])("a packet with %s is found", (_, change, finding) => {
  const { exitCode, said } = changed(change);
  expect(said.join("\n")).toContain(finding);
  expect(exitCode).toBe(1);
});
