import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { issueLink } from "#lib/access/commands/issue-link.ts";
import { mailLink } from "#lib/access/commands/mail-link.ts";
import { openSession } from "#lib/access/commands/open-session.ts";
import { run } from "#lib/command/run.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { proven, provenFor } from "#lib/testing/worlds/factors.ts";
import { redeem } from "#lib/testing/worlds/joining.ts";
import { signing } from "#lib/testing/worlds/releases.ts";
import { TEST_MAIL } from "#lib/testing/worlds/test-mail.ts";
import { PASSWORD, type Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { tidy } from "#lib/workers/reconciler.ts";

/** An admin who hands a signer a reset link uses it themselves and signs, or lets old signatures stand. */
let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

/** Whoever holds the link has the password, and a session of their own. */
async function takeOver(victim: Person): Promise<Person> {
  const { here, people } = world;
  vi.stubEnv("MAIL_DOMAINS", "");
  const proof = await provenFor(here, people.ada, "issue-link", victim.id);
  const asked = { personId: victim.id, ...proof, reason: "Forgot it." };
  const issued = await here.make(issueLink, asked, people.ada);
  vi.stubEnv("MAIL_DOMAINS", TEST_MAIL.MAIL_DOMAINS);
  await redeem(here, issued, PASSWORD);
  return signedIn(victim);
}

/** The true holder of the mailbox asks for a link to it, and sets a password that nobody else knows. */
async function byOwnMailbox(person: Person): Promise<void> {
  const { here } = world;
  const own = await here.make(mailLink, { stepUpId: await proven(here, person) }, person);
  expect(own).toMatchObject({ via: "mailed", secret: null });
  await redeem(here, own, PASSWORD);
}

async function signedIn(person: Person): Promise<Person> {
  const opening = { personId: person.id, address: "192.0.2.7", userAgent: "test" };
  const { sessionId } = await world.here.make(openSession, opening, world.here.system);
  return { ...person, sessionId };
}

describe("an admin who resets a signer by a link handed over", () => {
  it("cannot sign as them: refused before the dialog opens, and when signing", async () => {
    const { here, people, submit } = world;
    const release = await submit(2);
    const taken = await takeOver(people.dara);
    const { mine } = await here.see(releasePage, { release }, taken);
    expect(mine.seats).toMatchObject([
      { function: "data-science", whyNot: expect.stringContaining("handed over by another person") },
    ]);
    expect(mine.seats[0]?.whyNot).toContain("have a link mailed to you");
    const verdict = await signing(here, taken, { release, seat: "data-science" });
    expect(await here.attempt(castVerdict, verdict, taken)).toMatchObject({
      error: { kind: "forbidden", code: "identity-level-not-taken" },
    });
    await byOwnMailbox(taken);
  });

  it("makes what was signed before stop counting, and the signer's own mailbox brings it back", async () => {
    const { here, people, submit, approve } = world;
    const release = await approve(await submit(3));
    const stateOf = async () => (await here.see(releasePage, { release }, people.vic)).state;
    expect(await stateOf()).toBe("approved");
    const taken = await takeOver(people.erik);
    await tidy(here.db, here.workspaceId, silentLog().log);
    expect(await stateOf()).toBe("in-review");
    await byOwnMailbox(taken);
    await tidy(here.db, here.workspaceId, silentLog().log);
    expect(await stateOf()).toBe("approved");
  });

  it("races a signature and never leaves it counting", async () => {
    const { here, people, submit } = world;
    for (let round = 0; round < 4; round++) {
      const release = await submit(2 + (round % 2));
      const carla = await signedIn(people.carla);
      const verdict = await signing(here, carla, { release, seat: "compliance" });
      await Promise.all([
        run(here.db, castVerdict, verdict, { caller: carla, now: here.clock.now }),
        takeOver(people.carla),
      ]);
      const { council } = await here.see(releasePage, { release }, people.vic);
      const seat = council.seats.find((each) => each.function === "compliance");
      expect(seat?.state).toBe("waiting");
    }
  });

  it("raises no identity by a row: the replay finds it", async () => {
    const { here, people } = world;
    const differing = async () => (await here.see(replay, {}, people.vic)).differences;
    expect(await differing()).toEqual([]);
    await withClient(here.database.ownerUrl, (client) =>
      client.query(
        `INSERT INTO person_identity SELECT gen_random_uuid(), workspace_id, person_id, 'mailed', issuer, now()
         FROM person_identity WHERE person_id = $1 LIMIT 1`,
        [people.carla.id],
      ),
    );
    expect((await differing()).join()).toContain(
      `of person ${people.carla.id}: is in the tables but not in the log`,
    );
  });
});
