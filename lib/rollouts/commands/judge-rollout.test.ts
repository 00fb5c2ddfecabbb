import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openIncident } from "#lib/incidents/commands/open-incident.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import { replay } from "#lib/overview/queries/replay.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { JUDGE_VERSION } from "#lib/rollouts/judges.ts";
import { rolloutFacts } from "#lib/testing/worlds/rollout-facts.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { confirmRollout } from "./confirm-rollout.ts";
import { pauseRollout } from "./pause-rollout.ts";
import { resumeRollout } from "./resume-rollout.ts";
import { rollBackRollout } from "./roll-back-rollout.ts";

let world: World;
let facts: ReturnType<typeof rolloutFacts>;
let rollout: number;
let release: number;
beforeAll(async () => {
  world = await testWorld();
  facts = rolloutFacts(world);
});
beforeEach(async () => {
  ({ rollout, release } = await world.underWay());
});
afterEach(() => world.takeBack(rollout));
afterAll(() => world?.here.close());

const pass = async () => {
  await world.observe(rollout);
  return world.judge(rollout);
};
const FAILING = { candidate: { score: 0.3 } };

/** The log alone leads to the state in the tables, whatever was done. */
async function replayAgrees() {
  expect(await world.here.see(replay, {}, world.people.vic)).toMatchObject({ differences: [] });
}

describe("what the plan says is due", () => {
  it("is nothing without evidence, and writes nothing", async () => {
    expect(await world.judge(rollout)).toMatchObject({ error: { code: "nothing-due" } });
    expect((await facts.eventsOf(rollout)).map(({ action }) => action)).toEqual(["rollout.started"]);
    expect(await facts.gateVerdicts(rollout)).toEqual([]);
  });

  it("advances through every stage, completes and supersedes, each step with a verdict anyone can recompute", async () => {
    expect(await pass()).toMatchObject({ value: { state: "canary", decision: "advance" } });
    expect(await facts.live()).toMatchObject({ kind: "canary", candidateWeight: 2500, holdoutWeight: 0 });
    expect(await pass()).toMatchObject({ value: { state: "full" } });
    expect(await facts.live()).toMatchObject({ kind: "full", candidateWeight: 10_000, holdoutWeight: 2000 });
    expect(await pass()).toMatchObject({ value: { state: "completed" } });
    expect(await facts.live()).toMatchObject({ kind: "live", base: 2, candidate: null });
    expect(await facts.rollout(rollout)).toMatchObject({
      state: "completed",
      endedAt: world.here.clock.now,
      steps: [
        { outcome: "passed" },
        { outcome: "passed" },
        { outcome: "passed", leftAt: world.here.clock.now },
      ],
    });
    const events = await facts.eventsOf(rollout);
    expect(events.map(({ action, data }) => [action, data!["stage"], data!["to"]])).toEqual([
      ["rollout.started", "shadow", undefined],
      ["rollout.advanced", "shadow", "canary"],
      ["rollout.advanced", "canary", "full"],
      ["rollout.completed", "full", undefined],
    ]);
    expect(await facts.release(release)).toMatchObject({ state: "released" });
    expect(await facts.release(world.first)).toMatchObject({ state: "superseded" });
    expect((await facts.releaseEvents(world.first)).at(-1)).toMatchObject({
      action: "release.superseded",
      data: { number: world.first, by: release },
    });
    const verdicts = await facts.gateVerdicts(rollout);
    for (const [i, { id, inputs, inputsDigest, verdicts: given, decision }] of verdicts.entries()) {
      expect(events[i + 1]).toMatchObject({
        actor: { type: "system" },
        data: { verdict: id, inputs: inputsDigest, judge: JUDGE_VERSION, by: "plan" },
      });
      expect(digestOfJson(inputs)).toBe(inputsDigest);
      const { plan, stage, evidence } = inputs as unknown as {
        plan: Plan;
        stage: string;
        evidence: Evidence;
      };
      const again = judgeStage(plan, plan.stages.find((one) => one.id === stage)!, evidence);
      expect(JSON.parse(JSON.stringify(again))).toEqual({ verdicts: given, decision });
    }
    await replayAgrees();
  });

  it("is not carried out for a worker that lost its lease", async () => {
    const { observe, judge } = world;
    await observe(rollout);
    expect(await judge(rollout, 7)).toMatchObject({ ok: true });
    await observe(rollout);
    expect(await judge(rollout, 6)).toMatchObject({ error: { kind: "stale", code: "fenced" } });
    await observe(rollout);
    expect(await judge(rollout, 7)).toMatchObject({ value: { state: "full" } });
  });

  it("is for the reconciler alone", async () => {
    const { here, people } = world;
    const { judgeRollout } = await import("./judge-rollout.ts");
    const input = { rollout, fence: 1, detectedAt: here.clock.now };
    expect(await here.attempt(judgeRollout, input, people.rhea)).toMatchObject({
      error: { kind: "forbidden" },
    });
  });
});

describe("proven harm", () => {
  it("rolls the rollout back automatically, records when each fact was known, and is never undone", async () => {
    const { here, people, observe, judge } = world;
    await pass();
    await observe(rollout, FAILING);
    const breachAt = secondsLater(here.clock.now, 55);
    expect(await judge(rollout)).toMatchObject({ value: { state: "rolling-back", decision: "roll-back" } });
    expect(await facts.live()).toMatchObject({ kind: "live", base: 1, candidate: null });
    const decidedAt = here.clock.now;
    const row = await facts.rollout(rollout);
    expect(row).toMatchObject({ state: "rolling-back", decidedAt, endedAt: decidedAt, breachAt });
    expect(row.steps.at(-1)).toMatchObject({ outcome: "rolled-back", leftAt: decidedAt });
    expect((await facts.eventsOf(rollout)).at(-1)).toMatchObject({
      action: "rollout.rolling-back",
      data: {
        stage: "canary",
        guardrail: "log-loss",
        because: expect.stringMatching(/^Log-loss: /),
        by: "plan",
        breachAt: breachAt.toISOString(),
      },
    });
    expect((await facts.releaseEvents(release)).at(-1)).toMatchObject({ action: "release.rolled-back" });
    expect(await facts.release(release)).toMatchObject({ state: "rolled-back" });

    await observe(rollout).catch(() => {});
    expect(await judge(rollout)).toMatchObject({ error: { code: "not-watched" } });
    for (const command of [pauseRollout, resumeRollout, rollBackRollout])
      expect(await here.attempt(command, { rollout, reason: "Again." }, people.rhea)).toMatchObject({
        error: { kind: "illegal", code: "rollout-is-rolling-back" },
      });

    const actuatedAt = secondsLater(decidedAt, 2);
    await here.make(confirmRollout, { rollout, actuatedAt }, here.system);
    expect((await facts.eventsOf(rollout)).at(-1)).toMatchObject({
      action: "rollout.rolled-back",
      data: { base: 1, decidedAt: decidedAt.toISOString(), actuatedAt: actuatedAt.toISOString() },
    });
    expect(await here.attempt(resumeRollout, { rollout, reason: "Again." }, people.rhea)).toMatchObject({
      error: { code: "rollout-is-rolled-back" },
    });
    await replayAgrees();
  });

  it("opens exactly one incident in the same transaction", async () => {
    const { here, observe, judge } = world;
    await observe(rollout, FAILING);
    await judge(rollout);
    const jobs = await here.db.sql.$queryRaw<{ data: { event: { stream: string } } }[]>`
      SELECT data FROM pgboss.job WHERE name = 'open-incident' ORDER BY created_on DESC LIMIT 1`;
    const { id: rolloutId } = await facts.rollout(rollout);
    expect(jobs).toMatchObject([
      { data: { workspaceId: here.workspaceId, event: { stream: `rollout/${rolloutId}` } } },
    ]);
    const { number } = await here.make(openIncident, { rolloutId }, here.system);
    const incident = await here.db.prisma.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT set_config('app.workspace', ${here.workspaceId}, true)`;
      return tx.incident.findFirstOrThrow({ where: { number } });
    });
    expect(incident.title).toBe("flight-delay v2 rolled back on production");
    expect(await here.eventsOf(`incident/${incident.id}`)).toMatchObject([
      { action: "incident.opened", data: { number, rollout } },
    ]);
    expect(await here.attempt(openIncident, { rolloutId }, here.system)).toMatchObject({
      error: { code: "incident-open" },
    });
  });

  it("halts where the guardrail says so, and continues only when a person resumes it", async () => {
    const { here, people, observe, judge } = world;
    await observe(rollout, { candidate: { latencyMs: 80 } });
    expect(await judge(rollout)).toMatchObject({ value: { state: "halted", decision: "halt" } });
    expect((await facts.eventsOf(rollout)).at(-1)).toMatchObject({
      action: "rollout.halted",
      data: { guardrail: "latency", by: "plan", because: expect.stringMatching(/^Latency: /) },
    });
    expect(await facts.live()).toMatchObject({ kind: "shadow" });
    await observe(rollout);
    expect(await judge(rollout)).toMatchObject({ error: { code: "nothing-due" } });
    await here.make(resumeRollout, { rollout, reason: "The cache is warm now." }, people.rhea);
    expect((await facts.eventsOf(rollout)).at(-1)).toMatchObject({
      action: "rollout.resumed",
      actor: { type: "user", id: people.rhea.id },
      data: { stage: "shadow", by: "hand" },
    });
    expect(await facts.rollout(rollout)).toMatchObject({ state: "running" });
    await replayAgrees();
  });
});

describe("a pause", () => {
  it("stops it from advancing, not from rolling back", async () => {
    const { here, people, observe, judge } = world;
    await here.make(pauseRollout, { rollout, reason: "Lunch." }, people.rhea);
    expect((await facts.eventsOf(rollout)).at(-1)).toMatchObject({
      action: "rollout.paused",
      actor: { type: "user", id: people.rhea.id },
      data: { stage: "shadow", by: "hand" },
      details: { reason: expect.any(String) },
    });
    await observe(rollout);
    expect(await judge(rollout)).toMatchObject({ error: { code: "nothing-due" } });
    expect(await here.attempt(pauseRollout, { rollout, reason: "Again." }, people.rhea)).toMatchObject({
      error: { code: "rollout-is-paused" },
    });
    await observe(rollout, FAILING);
    expect(await judge(rollout)).toMatchObject({ value: { decision: "roll-back" } });
    await replayAgrees();
  });
});
