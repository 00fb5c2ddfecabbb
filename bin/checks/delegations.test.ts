import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { altering, forged, without } from "#lib/testing/packets/forging.ts";
import { packetOf } from "#lib/testing/packets/packet-of.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { delegate, termsOf } from "#lib/testing/worlds/delegations.ts";
import { sign } from "#lib/testing/worlds/releases.ts";
import type { World } from "#lib/testing/worlds/world.ts";

let told: Awaited<ReturnType<typeof packetOf>>;
beforeAll(async () => {
  told = await packetOf(spokenFor);
}, 180_000);
afterAll(() => told?.close());

/** Compliance is on leave; somebody of another function signs for them. */
async function spokenFor(world: World): Promise<number> {
  const { here, people, submit } = world;
  const away = await here.person("Ava Away", ["reviewer"], ["compliance"]);
  const to = await here.person("Tom Stand", ["reviewer"], ["product"]);
  await delegate(here, away, termsOf(here, to, ["compliance"]));
  const release = await submit(2);
  await sign(here, people.dara, { release, seat: "data-science" });
  await sign(here, people.erik, { release, seat: "engineering" });
  await sign(here, to, { release, seat: "compliance", onBehalfOf: away });
  await world.start(release);
  return release;
}

const verified = (files: PacketFiles) => {
  const { exitCode, said } = verdictOn(files, told.folder);
  return { exitCode, said };
};
type Entries = Parameters<Parameters<typeof forged>[1]>[0];
const changed = (change: (entries: Entries) => Entries) => verified(forged(told.packet, change));

it("a signature on behalf of another verifies offline", () => {
  const { exitCode, said } = changed((entries) => entries);
  expect(said).toEqual([]);
  expect(exitCode).toBe(0);
});

const dataOf = (alter: (data: Record<string, unknown>) => void) =>
  altering("delegation.created", 0, ({ data }) => alter(data));

it.each<[string, (entries: Entries) => Entries, string]>([
  ["no delegation", without("delegation.created"), "had not delegated it"],
  [
    "one of other functions",
    dataOf((data) => Object.assign(data, { functions: ["security"] })),
    "of other functions",
  ],
  ["one for other models", dataOf((data) => Object.assign(data, { models: ["m"] })), "for other models"],
  ["one that was over", dataOf((data) => Object.assign(data, { endsAt: data["startsAt"] })), "not in force"],
  ["one of somebody else", dataOf((data) => Object.assign(data, { from: data["to"] })), "somebody else gave"],
  [
    "the other's name left out",
    altering("verdict.cast", 2, ({ data }) => {
      delete data["onBehalfOf"];
      delete data["delegation"];
    }),
    "does not match its verdict",
  ],
])("a packet with %s is found", (_, change, finding) => {
  const { exitCode, said } = changed(change);
  expect(said.join("\n")).toContain(finding);
  expect(exitCode).toBe(1);
});
