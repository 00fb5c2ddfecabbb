import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { haltStoppedRollout } from "#lib/rollouts/commands/halt-stopped-rollout.ts";
import { resumeRollout } from "#lib/rollouts/commands/resume-rollout.ts";
import { switchOffPointer } from "#lib/rollouts/commands/switch-off-pointer.ts";
import { altering, forged, without } from "#lib/testing/packets/forging.ts";
import { packetOf } from "#lib/testing/packets/packet-of.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { askingStop, confirming, confirmingStop, freezing, loosen } from "#lib/testing/worlds/freezes.ts";
import { MODEL, type World } from "#lib/testing/worlds/world.ts";

let told: Awaited<ReturnType<typeof packetOf>>;
beforeAll(async () => {
  told = await packetOf(throughFreezes);
}, 180_000);
afterAll(() => told?.close());

/** One freeze that two end, one that the release passes, one of another pointer, one that is over before it goes on. */
async function throughFreezes(world: World): Promise<number> {
  const { here, people, submit, approve, start } = world;
  const release = await approve(await submit(2));
  const first = await freezing(here, people.rhea, 12);
  const end = await loosen(here, people.rhea, { freeze: first.freeze, kind: "end" });
  await confirming(here, people.dara, end.loosening);
  const second = await freezing(here, people.ada, 12);
  const except = await loosen(here, people.rhea, { freeze: second.freeze, kind: "except", release });
  await confirming(here, people.dara, except.loosening);
  await freezing(here, people.rhea, 12, { pointers: ["staging"] });
  const { number: rollout } = await start(release);
  await world.observe(rollout);
  await world.judge(rollout);
  await freezing(here, people.rhea, 2);
  here.clock.now = new Date(here.clock.now.getTime() + 2 * HOUR_MS);
  await world.observe(rollout);
  await world.judge(rollout);
  await stoppedAndSwitched(world, rollout);
  return release;
}

/** Two stop everything, which halts it, and end that; somebody resumes it; then its pointer is switched off and on. */
async function stoppedAndSwitched({ here, people }: World, rollout: number): Promise<void> {
  const { stop } = await askingStop(here, people.rhea);
  await confirmingStop(here, people.dara, stop);
  await here.make(haltStoppedRollout, { rollout, fence: 1 }, here.system);
  const ended = async (freeze: string) => {
    const of = await loosen(here, people.rhea, { freeze, kind: "end" });
    await confirming(here, people.dara, of.loosening);
  };
  await ended(stop);
  await here.make(resumeRollout, { rollout, reason: "It was not this one." }, people.rhea);
  const off = { model: MODEL, pointer: "production", reason: "Answers look wrong." };
  await ended((await here.make(switchOffPointer, off, people.rhea)).freeze);
}

const verified = (files: PacketFiles) => {
  const { exitCode, said } = verdictOn(files, told.folder);
  return { exitCode, said };
};
type Entries = Parameters<Parameters<typeof forged>[1]>[0];
const changed = (change: (entries: Entries) => Entries) => verified(forged(told.packet, change));

it("steps around freezes verify offline", () => {
  const { exitCode, said } = changed((entries) => entries);
  expect(said).toEqual([]);
  expect(exitCode).toBe(0);
});

type Data = Record<string, unknown>;
const dataOf = (type: string, nth: number, alter: (data: Data) => void) =>
  altering(type, nth, ({ data }) => alter(data));

it.each<[string, (entries: Entries) => Entries, string]>([
  [
    "the end of a freeze left out",
    without("loosening.confirmed", 0),
    "went further while it was frozen until",
  ],
  ["the exception left out", without("loosening.confirmed", 1), "went further while it was frozen until"],
  ["a proposal left out", without("loosening.proposed", 0), "confirms what nobody proposed"],
  [
    "an exception of another release",
    dataOf("loosening.confirmed", 1, (data) => Object.assign(data, { release: data["freeze"] })),
    "confirms what nobody proposed",
  ],
  [
    "a freeze of another pointer widened to all",
    dataOf("freeze.created", 2, (data) => Object.assign(data, { pointers: null })),
    "went further while it was frozen until",
  ],
  [
    "a freeze moved to when it went on",
    dataOf("freeze.created", 3, (data) => {
      const window = data["window"] as { to: string };
      Object.assign(window, { to: window.to.replace(/T\d\d/, "T23") });
    }),
    "went further while it was frozen until",
  ],
  [
    "one person who proposed and confirmed",
    (entries) => {
      const proposed = entries.find(({ action }) => action === "loosening.proposed")!;
      return altering("loosening.confirmed", 0, (entry) => Object.assign(entry, { actor: proposed.actor }))(
        entries,
      );
    },
    "should have been refused (own-proposal)",
  ],
  [
    "a start that asked for no freezes",
    dataOf("release.started", 0, (data) => {
      delete data["freezes"];
    }),
    "does not say that the freezes were asked",
  ],
  ["a stop that nobody asked for", without("stop.asked", 0), "confirms a stop that nobody asked for"],
  [
    "a stop that nobody confirmed",
    without("stop.confirmed", 0),
    "stops all rollouts, which nobody confirmed",
  ],
  [
    "one person who stopped everything",
    (entries) => {
      const asked = entries.find(({ action }) => action === "stop.asked")!;
      return altering("stop.confirmed", 0, (entry) => Object.assign(entry, { actor: asked.actor }))(entries);
    },
    "should have been refused (own-stop)",
  ],
  [
    "the end of the stop left out",
    without("loosening.confirmed", 2),
    "should have been refused (all-stopped)",
  ],
  [
    "a halt by a stop that was none",
    dataOf("rollout.halted", 0, (data) => {
      delete data["freeze"];
    }),
    "follows from a stop that was not in force",
  ],
  [
    "a rollback by the switch of another pointer",
    dataOf("freeze.created", 5, (data) => Object.assign(data, { window: { kind: "stop" } })),
    "follows from a switch that was not off",
  ],
  ["a pointer that nobody switched on", without("loosening.confirmed", 3), "that two people did not"],
])("a packet with %s is found", (_, change, finding) => {
  const { exitCode, said } = changed(change);
  expect(said.join("\n")).toContain(finding);
  expect(exitCode).toBe(1);
});
