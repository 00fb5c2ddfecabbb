import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { lapseRelease } from "#lib/releases/commands/lapse-release.ts";
import { altering, forged, without } from "#lib/testing/packets/forging.ts";
import { packetOf } from "#lib/testing/packets/packet-of.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { answer, conditionOf, fileIn, recuse, reporting } from "#lib/testing/worlds/conditions.ts";
import { sign } from "#lib/testing/worlds/releases.ts";
import type { World } from "#lib/testing/worlds/world.ts";

let told: Awaited<ReturnType<typeof packetOf>>;
beforeAll(async () => {
  told = await packetOf(eventful);
}, 180_000);
afterAll(() => told?.close());

/**
 * A signer recuses herself, so that another takes the seat. The condition of another approval is reported, found not met,
 * overdue, met late, and the rollout goes on.
 */
async function eventful(world: World): Promise<number> {
  const { here, people, submit } = world;
  const release = await submit(2);
  const alternate = await here.person("Alma Ober", ["reviewer"], ["data-science"]);
  await sign(here, people.dara, { release, seat: "data-science" });
  await sign(here, people.erik, { release, seat: "engineering" });
  const conditions = [conditionOf(here, people.jonas, { cap: { stage: "canary" } })];
  await sign(here, people.carla, { release, seat: "compliance", conditions });
  await recuse(here, people.dara, release);
  await sign(here, alternate, { release, seat: "data-science" });
  const of = { release, condition: (await fileIn(here, release)).conditions[0]!.id };
  await reporting(here, people.jonas, of);
  await answer(here, people.carla, { ...of, decision: "reject" });
  here.clock.now = daysLater(here.clock.now, 2);
  await here.make(lapseRelease, { release }, here.system);
  await reporting(here, people.jonas, of);
  await answer(here, people.carla, of);
  const { number: rollout } = await world.start(release);
  for (let stage = 0; stage < 3; stage++) {
    await world.observe(rollout);
    await world.judge(rollout);
  }
  return release;
}

const verified = (files: PacketFiles) => {
  const { exitCode, said } = verdictOn(files, told.folder);
  return { exitCode, said };
};
type Entries = Parameters<Parameters<typeof forged>[1]>[0];
const changed = (change: (entries: Entries) => Entries) => verified(forged(told.packet, change));

it("conditions and a recusal verify offline", () => {
  const { exitCode, said } = changed((entries) => entries);
  expect(said).toEqual([]);
  expect(exitCode).toBe(0);
});

it.each<[string, (entries: Entries) => Entries, string]>([
  ["the confirmation left out", without("condition.signed", 1), "went beyond what the condition"],
  [
    "the finding that it is not met turned into one that it is",
    altering("condition.signed", 0, ({ data }) => {
      data["decision"] = "approve";
    }),
    "reports a condition that was met",
  ],
  ["a report left out", without("condition.reported", 0), "answers no open report"],
  [
    "a later due date",
    altering("verdict.cast", 2, ({ data }) => {
      (data["conditions"] as { dueAt: string }[])[0]!.dueAt = "2030-01-01T00:00:00.000Z";
    }),
    "lapsed although every seat was met",
  ],
  [
    "the cap left out",
    altering("verdict.cast", 2, ({ data }) => {
      delete (data["conditions"] as { cap?: object }[])[0]!.cap;
    }),
    "does not match its verdict",
  ],
  [
    "the conditions left out",
    altering("verdict.cast", 2, ({ data }) => {
      delete data["conditions"];
    }),
    "signs a condition that nobody set",
  ],
  [
    "an owner who signed it",
    altering("verdict.cast", 2, ({ data }) => {
      (data["conditions"] as { owner: unknown }[])[0]!.owner = data["signer"];
    }),
    "has a condition that its signer owns",
  ],
  ["the recusal left out", without("recusal.declared"), "lapsed although every seat was met"],
  ["the lapse of an overdue condition left out", without("release.lapsed", 1), "was not allowed"],
])("a packet with %s is found", (_, change, finding) => {
  const { exitCode, said } = changed(change);
  expect(said.join("\n")).toContain(finding);
  expect(exitCode).toBe(1);
});
