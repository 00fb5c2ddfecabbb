import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { daysLater } from "#lib/kernel/time.ts";
import { dueReleases } from "#lib/releases/queries/due-releases.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { TELLING_MS } from "#lib/testing/packets/told-packets.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { answer, conditionOf, fileIn, reporting } from "#lib/testing/worlds/conditions.ts";
import { compareThird, gatedWorld, incidentOn } from "#lib/testing/worlds/gated.ts";
import { sign } from "#lib/testing/worlds/releases.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import type { World } from "#lib/testing/worlds/world.ts";
import { lapseRelease } from "./lapse-release.ts";
import { settleRelease } from "./settle-release.ts";

const folder = mkdtempSync(join(tmpdir(), "countersign-gated-conditions-"));
let world: World;
let log: Awaited<ReturnType<typeof sealedLog>>;
beforeAll(async () => {
  world = await gatedWorld();
  log = await sealedLog(world.here.database);
  await compareThird(world);
}, TELLING_MS);
afterAll(async () => {
  await log?.close();
  await world?.here.close();
  rmSync(folder, { recursive: true });
});

it("a condition that is met late brings the approval back only once the gates were asked", async () => {
  const { here, people } = world;
  const release = await world.submit(3);
  await sign(here, people.dara, { release, seat: "data-science" });
  await sign(here, people.erik, { release, seat: "engineering" });
  const conditions = [conditionOf(here, people.jonas)];
  await sign(here, people.carla, { release, seat: "compliance", conditions });
  const stateNow = async () => (await fileIn(here, release)).release.state;
  expect(await stateNow()).toBe("approved");
  here.clock.now = daysLater(here.clock.now, 2);
  await here.make(lapseRelease, { release }, here.system);
  const close = await incidentOn(world);
  const of = { release, condition: (await fileIn(here, release)).conditions[0]!.id };
  await reporting(here, people.jonas, of);
  expect(await answer(here, people.carla, of)).toMatchObject({ value: { met: true, state: "in-review" } });
  const due = async () => (await here.see(dueReleases, {}, here.system)).settle;
  expect(await due()).not.toContain(release);
  await close();
  expect(await due()).toContain(release);
  expect(await here.make(settleRelease, { release }, here.system)).toMatchObject({ state: "approved" });
  await log.seal();
  const { files } = await here.see(evidencePacket, { release }, people.vic);
  const { exitCode, said } = verdictOn(files, folder, { vkey: log.vkey });
  expect(said).toEqual([]);
  expect(exitCode).toBe(0);
});
