import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { disablePerson } from "#lib/access/commands/disable-person.ts";
import type { ConditionAsked } from "#lib/councils/condition.ts";
import { conditionsIn } from "#lib/councils/statement.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { DAY_MS, daysLater } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import { releaseGate } from "#lib/releases/queries/release-gate.ts";
import { silentLog } from "#lib/testing/worlds/audit-log.ts";
import { answer, answering, conditionOf, fileIn, reporting } from "#lib/testing/worlds/conditions.ts";
import { sign, signing, testCase } from "#lib/testing/worlds/releases.ts";
import type { Person } from "#lib/testing/worlds/workspace.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { tidy } from "#lib/workers/reconciler.ts";
import { castVerdict } from "./cast-verdict.ts";
import { editRelease } from "./edit-release.ts";
import { lapseRelease } from "./lapse-release.ts";
import { signCondition } from "./sign-condition.ts";

let world: World;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world?.here.close());

const stateOf = async (release: number) => (await fileIn(world.here, release)).release.state;
const peer = (name: string, ...functions: BusinessFunction[]) =>
  world.here.person(name, ["reviewer"], functions);
const conditionsOf = async (release: number) => (await fileIn(world.here, release)).conditions;

/** A release that compliance approves on one condition and the others without. */
async function conditional(more: Partial<ConditionAsked> = {}, by: Person = world.people.carla) {
  const { here, people } = world;
  const release = await world.submit(2);
  await sign(here, people.dara, { release, seat: "data-science" });
  await sign(here, people.erik, { release, seat: "engineering" });
  const conditions = [conditionOf(here, people.jonas, more)];
  await sign(here, by, { release, seat: "compliance", conditions });
  const [condition] = await conditionsOf(release);
  return { release, condition: condition!.id };
}

const raising = async (condition: Partial<ConditionAsked>, more: object = {}) => {
  const { here, people } = world;
  const release = await world.submit(2);
  const input = await signing(here, people.carla, { release, seat: "compliance" });
  const conditions = [conditionOf(here, people.jonas, condition)];
  return here.attempt(castVerdict, { ...input, conditions, ...more }, people.carla);
};

describe("approving with conditions", () => {
  it("signs the conditions, says them in the log and approves", async () => {
    const { here, people } = world;
    const { release, condition } = await conditional({ cap: { stage: "canary" } });
    const { id, signatures, release: row } = await fileIn(here, release);
    expect(row.state).toBe("approved");
    const { statement, meaning } = signatures.at(-1)!;
    expect(conditionsIn(statement)).toMatchObject([
      {
        id: condition,
        text: "Night flights are watched.",
        owner: { id: people.jonas.id },
        cap: { stage: "canary" },
      },
    ]);
    expect(meaning).toContain("on the conditions named here");
    const cast = (await here.eventsOf(`release/${id}`)).findLast(({ action }) => action === "verdict.cast");
    expect(cast?.data).toMatchObject({ conditions: [{ condition, owner: people.jonas.id }] });
    expect(JSON.stringify(cast)).not.toContain("Night flights");
    const gate = await here.see(releaseGate, { release }, people.vic);
    expect(gate).toMatchObject({ state: "approved-with-conditions", open: true });
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });

  it("refuses an owner who is not here, oneself, a due date in the past, and a stage the plan lacks", async () => {
    const { here, people } = world;
    const codeOf = async (asked: Partial<ConditionAsked>, more: object = {}) => {
      const outcome = await raising(asked, more);
      return outcome.ok ? null : outcome.error.code;
    };
    expect(await codeOf({ owner: crypto.randomUUID() })).toBe("owner-not-active");
    expect(await codeOf({ owner: people.carla.id })).toBe("own-condition");
    expect(await codeOf({ dueAt: here.clock.now.toISOString() })).toBe("due-in-the-past");
    expect(await codeOf({ dueAt: daysLater(here.clock.now, 400).toISOString() })).toBe("due-too-late");
    expect(await codeOf({ cap: { stage: "half" } })).toBe("no-such-stage");
    expect(await codeOf({}, { decision: "reject" })).toBe("no-conditions-here");
  });
});

describe("closing a condition", () => {
  it("takes its owner's report and a signature of the function that set it", async () => {
    const { here, people } = world;
    const of = await conditional();
    expect(await answer(here, people.carla, of)).toMatchObject({ error: { code: "condition-not-reported" } });
    expect(await reporting(here, people.jonas, of)).toMatchObject({ ok: true, value: { report: 1 } });
    expect(await answer(here, people.carla, of)).toMatchObject({
      ok: true,
      value: { met: true, state: "approved" },
    });
    const { id } = await fileIn(here, of.release);
    expect((await here.eventsOf(`release/${id}`)).slice(-2)).toMatchObject([
      { action: "condition.reported", data: { condition: of.condition, report: 1 } },
      {
        action: "condition.signed",
        data: { condition: of.condition, seat: "compliance", decision: "approve" },
      },
    ]);
    const gate = await here.see(releaseGate, { release: of.release }, people.vic);
    expect(gate.state).toBe("approved");
    expect(await reporting(here, people.jonas, of)).toMatchObject({ error: { code: "condition-met" } });
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });

  it("is refused to whoever owns it, had a part in the release, or has another function", async () => {
    const { here, people } = world;
    const own = await peer("Olive Owner", "compliance");
    const of = await conditional({ owner: own.id });
    expect(await reporting(here, people.jonas, of)).toMatchObject({ error: { code: "not-the-owner" } });
    await reporting(here, own, of);
    const codeOf = async (by: Person) => {
      const outcome = await answer(here, by, of);
      return outcome.ok ? null : outcome.error.code;
    };
    expect(await codeOf(own)).toBe("contributor-cannot-sign");
    expect(await codeOf(people.jonas)).toBe("contributor-cannot-sign");
    expect(await codeOf(people.dara)).toBe("not-of-this-function");
    expect(await codeOf(people.ada)).toBe("role-missing");
    expect(await codeOf(people.carla)).toBeNull();
  });

  it("fills a seat: whoever signed another one does not close it, nor signs another one afterwards", async () => {
    const { here, people } = world;
    const both = await peer("Bo Both", "compliance", "engineering");
    const release = await world.submit(2);
    const conditions = [conditionOf(here, people.jonas)];
    await sign(here, people.carla, { release, seat: "compliance", conditions });
    const of = { release, condition: (await conditionsOf(release))[0]!.id };
    await reporting(here, people.jonas, of);
    expect(await answer(here, both, of)).toMatchObject({ ok: true });
    const engineering = await signing(here, both, { release, seat: "engineering" });
    expect(await here.attempt(castVerdict, engineering, both)).toMatchObject({
      error: { code: "one-seat-a-person" },
    });
    const other = await world.submit(2);
    await sign(here, people.carla, { release: other, seat: "compliance", conditions });
    await sign(here, both, { release: other, seat: "engineering" });
    const again = { release: other, condition: (await conditionsOf(other))[0]!.id };
    await reporting(here, people.jonas, again);
    expect(await answer(here, both, again)).toMatchObject({ error: { code: "one-seat-a-person" } });
  });

  it("can be refused, which takes a reason and asks for another report", async () => {
    const { here, people } = world;
    const of = await conditional();
    await reporting(here, people.jonas, of);
    const input = await answering(here, people.carla, { ...of, decision: "reject" });
    expect(await here.attempt(signCondition, { ...input, comment: undefined }, people.carla)).toMatchObject({
      error: { code: "reason-missing" },
    });
    expect(await answer(here, people.carla, { ...of, decision: "reject" })).toMatchObject({
      value: { met: false },
    });
    expect(await answer(here, people.carla, of)).toMatchObject({ error: { code: "report-answered" } });
    expect(await reporting(here, people.jonas, of)).toMatchObject({ value: { report: 2 } });
    expect(await answer(here, people.carla, of)).toMatchObject({ value: { met: true } });
  });

  it("is over one report: what answers an earlier one answers nothing", async () => {
    const { here, people } = world;
    const of = await conditional();
    await reporting(here, people.jonas, of);
    const early = await answering(here, people.carla, of);
    await reporting(here, people.jonas, of);
    expect(await here.attempt(signCondition, early, people.carla)).toMatchObject({
      error: { kind: "stale", code: "digest-changed" },
    });
  });

  it("happens once where two race", async () => {
    const { here, people } = world;
    const second = await peer("Cleo Second", "compliance");
    const of = await conditional();
    await reporting(here, people.jonas, of);
    const [one, other] = [await answering(here, people.carla, of), await answering(here, second, of)];
    const outcomes = await Promise.all([
      here.attempt(signCondition, one, people.carla),
      here.attempt(signCondition, other, second),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const { reports, answers } = (await conditionsOf(of.release))[0]!;
    expect([reports.length, answers.length]).toEqual([1, 1]);
  });

  it("of one who left is for another holder of the function, and outlives their account", async () => {
    const { here, people } = world;
    const leaver = await peer("Lea Leaver", "compliance");
    const of = await conditional({}, leaver);
    await here.make(disablePerson, { personId: leaver.id, reason: "Left." }, people.ada);
    expect(await here.attempt(lapseRelease, { release: of.release }, here.system)).toMatchObject({
      ok: true,
    });
    await reporting(here, people.jonas, of);
    expect(await answer(here, people.carla, of)).toMatchObject({ value: { met: true, state: "in-review" } });
  });

  it("is void once its signer decided again or an edit changed what they signed", async () => {
    const { here, people } = world;
    const of = await conditional();
    await here.make(
      editRelease,
      { release: of.release, round: 1, case: { ...testCase, why: "Another." } },
      people.jonas,
    );
    expect(await reporting(here, people.jonas, of)).toMatchObject({ error: { code: "condition-void" } });
  });
});

describe("an overdue condition", () => {
  it("withdraws the approval, by itself and at once; a late confirmation brings it back", async () => {
    const { here, people } = world;
    const of = await conditional();
    expect(await here.attempt(lapseRelease, { release: of.release }, here.system)).toMatchObject({
      error: { code: "approval-stands" },
    });
    here.clock.now = daysLater(here.clock.now, 2);
    expect((await here.see(releaseGate, { release: of.release }, people.vic)).open).toBe(false);
    expect(await world.here.attempt(lapseRelease, { release: of.release }, here.system)).toMatchObject({
      ok: true,
    });
    expect(await stateOf(of.release)).toBe("in-review");
    const { id } = await fileIn(here, of.release);
    expect((await here.eventsOf(`release/${id}`)).at(-1)).toMatchObject({
      action: "release.lapsed",
      data: { lapsed: [], overdue: [of.condition] },
    });
    await reporting(here, people.jonas, of);
    expect(await answer(here, people.carla, of)).toMatchObject({ value: { met: true, state: "approved" } });
    expect(await here.see(replay, {}, people.vic)).toMatchObject({ differences: [] });
  });

  it("is found by the worker", async () => {
    const { here } = world;
    // The reconciler goes by the database's clock, which is ahead of the workspace's here.
    here.clock.now = new Date(Date.now() - DAY_MS);
    const of = await conditional({ dueAt: new Date(Date.now() - 1).toISOString() });
    expect(await stateOf(of.release)).toBe("approved");
    await tidy(here.db, here.workspaceId, silentLog().log);
    expect(await stateOf(of.release)).toBe("in-review");
  });
});
