import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { replay } from "#lib/overview/queries/replay.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { writePacket } from "#lib/testing/packets/packet-folder.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { RELEASE_CHECKS } from "../bin/packet-checks.ts";
import { verifyPacket } from "../bin/verify-packet.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

/** What the owner of the database does past the application. */
const behindItsBack = (sql: string) =>
  withClient(world.here.database.ownerUrl, (client) => client.query(sql));

const differences = async () => (await world.here.see(replay, {}, world.here.system)).differences.join("\n");

it("a tier lowered in the tables differs from the log", async () => {
  expect(await differences()).toBe("");
  await behindItsBack("UPDATE model SET risk_tier = 'low'");
  expect(await differences()).toContain('riskTier is "low" in the tables, "high" in the log');
  await behindItsBack("UPDATE model SET risk_tier = 'high'");
  expect(await differences()).toBe("");
});

it("so does the tier of a release, in its row or in what was signed", async () => {
  const release = await world.submit(2);
  await behindItsBack(`UPDATE release SET tier = 'low' WHERE number = ${release}`);
  expect(await differences()).toContain(`release ${release}: subject is`);
  await behindItsBack(`UPDATE release SET tier = 'high' WHERE number = ${release}`);
  const told = `UPDATE release_round SET sections = jsonb_set(sections, '{policy,tier}', '"low"')`;
  await behindItsBack(`${told} WHERE release_id = (SELECT id FROM release WHERE number = ${release})`);
  expect(await differences()).toContain(`round 1 of release ${release}: sections is`);
  await behindItsBack(`${told.replace('"low"', '"high"')}`);
  expect(await differences()).toBe("");
});

it("a release routed while the tier was lowered is found by its packet, however the tables look now", async () => {
  const { here, people } = world;
  await behindItsBack("UPDATE model SET risk_tier = 'low'");
  const release = await world.approve(await world.submit(3));
  await behindItsBack("UPDATE model SET risk_tier = 'high'");
  const log = await sealedLog(here.database);
  await log.seal();
  const { files } = await here.see(evidencePacket, { release }, people.vic);
  const folder = writePacket(mkdtempSync(join(tmpdir(), "countersign-tier-")), files);
  const { exitCode, outcomes } = verifyPacket(folder, { vkey: log.vkey, checks: RELEASE_CHECKS });
  const said = outcomes.flatMap(({ findings }) =>
    findings.map(({ place, message }) => `${place}: ${message}`),
  );
  await log.close();
  expect(said).toContain("release.json round 1: is routed as low, although the model is high");
  expect(exitCode).toBe(1);
});
