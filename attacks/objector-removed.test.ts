import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { assignPerson } from "#lib/access/commands/assign-person.ts";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { removeFunction } from "#lib/access/commands/remove-function.ts";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { liftObjection } from "#lib/releases/commands/lift-objection.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { evidencePacket } from "#lib/rollouts/queries/evidence-packet.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { altering, type Forging, forged, nthOf } from "#lib/testing/packets/forging.ts";
import { verdictOn } from "#lib/testing/packets/verdict.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { provenFor } from "#lib/testing/worlds/factors.ts";
import { lifting, sign } from "#lib/testing/worlds/releases.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { tidy } from "#lib/workers/reconciler.ts";
import { STORY, storyCheck } from "../bin/checks/story.ts";
import { RELEASE_CHECKS } from "../bin/packet-checks.ts";

let world: World;
let log: Awaited<ReturnType<typeof sealedLog>>;
const folder = mkdtempSync(join(tmpdir(), "countersign-objector-"));
beforeAll(async () => {
  world = await testWorld();
  // The reconciler goes by the database's clock.
  world.here.clock.now = new Date();
  log = await sealedLog(world.here.database);
}, 180_000);
afterAll(async () => {
  await log?.close();
  await world?.here.close();
  rmSync(folder, { recursive: true });
});

const pageOf = (release: number) => world.here.see(releasePage, { release }, world.people.vic);
const stateOf = async (release: number) => (await pageOf(release)).state;
const settled = () => tidy(world.here.db, world.here.workspaceId, silentLog().log);

/** Everybody approves but one, and an admin would rather that one had not spoken. */
async function outvoted(objector: Person): Promise<number> {
  const { here } = world;
  const release = await world.submit(2);
  await sign(here, objector, { release, seat: "compliance", decision: "request-changes" });
  await world.approve(release);
  expect(await stateOf(release)).toBe("changes-requested");
  return release;
}

async function demote({ id: personId }: Person): Promise<void> {
  const { here, people } = world;
  const { stepUpId } = await provenFor(here, people.ada, "assign-person", personId);
  await here.make(assignPerson, { personId, roles: ["viewer"], stepUpId }, people.ada);
}

const REMOVALS: [string, (of: Person) => Promise<unknown>][] = [
  [
    "takes the function away",
    ({ id: personId }) =>
      world.here.make(
        removeFunction,
        { personId, function: "compliance", reason: "Moved." },
        world.people.ada,
      ),
  ],
  ["takes the role away", demote],
  [
    "ends the account",
    ({ id: personId }) => world.here.make(disablePerson, { personId, reason: "Left." }, world.people.ada),
  ],
  [
    "deletes the membership in the database",
    ({ id }) =>
      withClient(world.here.database.ownerUrl, (client) =>
        client.query("DELETE FROM membership WHERE person_id = $1", [id]),
      ),
  ],
];

describe("an admin who wants an objection gone", () => {
  it.each(REMOVALS)("%s, and the release goes nowhere", async (how, remove) => {
    const objector = await world.here.person(`Olga ${how}`, ["reviewer"], ["compliance"]);
    const release = await outvoted(objector);
    await remove(objector);
    await settled();
    expect(await stateOf(release)).toBe("changes-requested");
  });

  it("cannot lift it, and whoever lifts it is named beside it in page and packet", async () => {
    const { here, people } = world;
    const objector = await here.person("Oda Ober", ["reviewer"], ["compliance"]);
    const release = await outvoted(objector);
    await here.make(disablePerson, { personId: objector.id, reason: "Left." }, people.ada);
    const { subjectDigest, council } = await pageOf(release);
    const verdicts = council.seats.flatMap((seat) => seat.verdicts);
    const objection = verdicts.find(({ decision }) => decision !== "approve")!.id;
    const by = async (who: Person) =>
      here.attempt(liftObjection, await lifting(here, who, { release, objection, subjectDigest }), who);
    expect(await by(people.ada)).toMatchObject({ error: { code: "role-missing" } });
    expect(await by(people.rhea)).toMatchObject({ error: { code: "role-missing" } });
    expect(await by(people.carla)).toMatchObject({ ok: true, value: { state: "approved" } });
    await log.seal();
    const { files } = await here.see(evidencePacket, { release }, people.vic);
    expect(verified(forged(files, (entries) => entries))).toMatchObject({
      exitCode: 0,
      said: [],
      told: expect.stringContaining("the objection of Oda Ober in round 1, lifted by Carla Diaz"),
    });
    for (const [change, finding] of FORGERIES(people.erik.id)) {
      const { exitCode, said } = verified(forged(files, change));
      expect(said.join("\n")).toContain(finding);
      expect(exitCode).toBe(1);
    }
  });
});

const verified = (files: PacketFiles) => {
  const { exitCode, said, of } = verdictOn(files, folder, { checks: [...RELEASE_CHECKS, storyCheck] });
  return { exitCode, told: of(STORY)?.says, said };
};

/** The same by whoever holds the signing key and rewrites the log. */
const FORGERIES = (otherSeat: string): [Forging, string][] => [
  [
    (entries) => {
      const objection = nthOf(entries, "verdict.cast", 0);
      const approved = nthOf(entries, "release.approved", 0);
      approved.data["lapsed"] = [objection.data["verdict"]];
      return entries.filter(({ action }) => action !== "objection.lifted");
    },
    "lets an objection end with its signer's authority",
  ],
  [
    altering("objection.lifted", 0, ({ data }) => {
      data["signer"] = otherSeat;
    }),
    "should have been refused (one-seat-a-person)",
  ],
  [
    (entries) => {
      const { signer } = nthOf(entries, "verdict.cast", 0).data;
      nthOf(entries, "objection.lifted", 0).data["signer"] = signer;
      return entries;
    },
    "should have been refused (own-objection)",
  ],
];
