import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { editRelease } from "#lib/releases/commands/edit-release.ts";
import { openRelease } from "#lib/releases/commands/open-release.ts";
import { deploymentAnswer } from "#lib/releases/queries/deployment-answer.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { type DecidingWorld, decidingWorld } from "#lib/testing/worlds/deciding.ts";
import { draftUnder } from "#lib/testing/worlds/draft-under.ts";
import { sign, signing, testCase, testPlan } from "#lib/testing/worlds/releases.ts";
import { MODEL } from "#lib/testing/worlds/world.ts";

/** Each is named after a mistake found in the code of another product, and shows that it is not made here. */
let world: DecidingWorld;
beforeEach(async () => {
  world = await decidingWorld();
});
afterEach(() => world?.here.close());

const owner = <T>(text: string, values: readonly unknown[] = []) =>
  withClient(
    world.here.database.ownerUrl,
    async (client) => (await client.query(text, [...values])).rows as T[],
  );
const signatures = async () => (await owner<{ n: number }>("SELECT count(*)::int AS n FROM signature"))[0]!.n;

describe("what an approval is of", () => {
  it("approvals survive an edit of what was signed", async () => {
    const { here, people } = world;
    const release = await world.approve(await world.submit(2));
    await here.make(
      editRelease,
      { release, round: 1, plan: { ...testPlan, holdoutPercent: 5 } },
      people.jonas,
    );
    const { state, council } = await world.pageOf(release);
    expect(state).toBe("in-review");
    expect(council.approved).toBe(false);
    expect((await world.tryStart(release)).ok).toBe(false);
  });

  it("approved is a tag that whoever can write may set", async () => {
    const { here, people } = world;
    const draft = await draftUnder(world);
    await draft.submit();
    const { release } = draft;
    const edit = { release, round: 1, case: { ...testCase, why: "Another." } };
    expect(await here.attempt(editRelease, { ...edit, state: "approved" }, people.jonas)).toMatchObject({
      error: { kind: "invalid" },
    });
    await owner("UPDATE release SET state = 'approved', approved_at = now() WHERE number = $1", [release]);
    expect((await world.tryStart(release)).ok).toBe(false);
    expect((await draft.differences()).length).toBeGreaterThan(0);
  });

  it("two code paths compute it differently: the page, a pipeline and the start agree at every step", async () => {
    const { here, people, versions } = world;
    const release = await world.submit(2);
    const asked = { pointer: `${MODEL}.production`, digest: versions[1]!.digest };
    const agree = async (approved: boolean) => {
      expect((await world.pageOf(release)).council.approved).toBe(approved);
      const { decision } = await here.see(deploymentAnswer, asked, people.rhea);
      expect(decision).toBe(approved ? "allow" : "pending");
      if (!approved) expect((await world.tryStart(release)).ok).toBe(false);
    };
    await agree(false);
    await sign(here, people.dara, { release, seat: "data-science" });
    await sign(here, people.erik, { release, seat: "engineering" });
    await agree(false);
    await sign(here, people.carla, { release, seat: "compliance" });
    await agree(true);
    expect((await world.tryStart(release)).ok).toBe(true);
  });

  it("nobody enforces it in the backend: what was not approved does not start", async () => {
    const release = await world.submit(2);
    const exposures = () => owner<{ n: number }>("SELECT count(*)::int AS n FROM exposure");
    const before = await exposures();
    expect(await world.tryStart(release)).toMatchObject({ ok: false });
    expect(await exposures()).toEqual(before);
  });

  it("deploying without a check is the default: what no release brings is denied", async () => {
    const { here, people } = world;
    const asked = { pointer: `${MODEL}.production`, digest: `sha256:${"0".repeat(64)}` };
    expect(await here.see(deploymentAnswer, asked, people.rhea)).toMatchObject({
      decision: "deny",
    });
  });

  it("whoever submits chooses the class: standard is measured, and refused without an envelope", async () => {
    const { here, people } = world;
    const minor = {
      model: MODEL,
      version: 2,
      pointer: "production",
      case: testCase,
      plan: testPlan,
      changeClass: "standard",
    };
    expect(await here.attempt(openRelease, minor, people.jonas)).toMatchObject({ ok: false });
  });
});

describe("what is kept", () => {
  it("the text of a verdict can be edited after it was cast", async () => {
    const release = await world.approve(await world.submit(2));
    expect((await world.pageOf(release)).state).toBe("approved");
    await expect(
      withClient(world.here.database.appUrl, (client) =>
        client.query("UPDATE signature SET comment = 'I never agreed.'"),
      ),
    ).rejects.toThrow(/permission denied/);
  });

  it("whoever deletes a user deletes their approvals: they stay, are shown and no longer count", async () => {
    const { here, people } = world;
    const release = await world.approve(await world.submit(2));
    const before = await signatures();
    await here.make(disablePerson, { personId: people.dara.id, reason: "Left." }, people.ada);
    expect(await signatures()).toBe(before);
    const seat = (await world.pageOf(release)).council.seats.find((one) => one.function === "data-science");
    expect(seat?.verdicts).toMatchObject([{ signerName: people.dara.name, counts: false }]);
    expect((await world.tryStart(release)).ok).toBe(false);
    await expect(
      withClient(here.database.appUrl, (client) => client.query("DELETE FROM person")),
    ).rejects.toThrow(/permission denied/);
  });

  it("the audit entry is written after the fact, and lost where that fails: both are stored, or neither", async () => {
    const { here, people } = world;
    const release = await world.submit(2);
    const verdict = await signing(here, people.dara, { release, seat: "data-science" });
    const before = await signatures();
    await owner(
      `CREATE FUNCTION no_entry() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no entry'; END $$`,
    );
    await owner(
      "CREATE TRIGGER no_entry BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION no_entry()",
    );
    await expect(here.attempt(castVerdict, verdict, people.dara)).rejects.toThrow();
    expect(await signatures()).toBe(before);
    await owner("DROP TRIGGER no_entry ON audit_event");
    expect((await here.attempt(castVerdict, verdict, people.dara)).ok).toBe(true);
    expect(await signatures()).toBe(before + 1);
  });
});
