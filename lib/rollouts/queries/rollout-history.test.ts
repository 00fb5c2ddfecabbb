import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import { testWorld, type World } from "#lib/testing/worlds/world.ts";
import { rollBackRollout } from "../commands/roll-back-rollout.ts";
import { gateVerdict } from "./gate-verdict.ts";
import { rolloutHistory } from "./rollout-history.ts";
import { rolloutPage } from "./rollout-page.ts";

let world: World;
let rollout: number;
const history = () => world.here.see(rolloutHistory, { rollout }, world.people.vic);
const page = () => world.here.see(rolloutPage, { rollout }, world.people.vic);
const effectOf = async (guardrail: string, step: number) =>
  (await history()).effects.find(({ guardrailId }) => guardrailId === guardrail)!.stages[step]!;

beforeAll(async () => {
  world = await testWorld();
  ({ rollout } = await world.underWay());
});
afterAll(() => world?.here.close());

describe("before any evidence", () => {
  it("has its first stage without a look", async () => {
    expect((await history()).steps).toMatchObject([{ stageIndex: 0, leftAt: null, ended: null }]);
    expect(await effectOf("log-loss", 0)).toEqual({ step: 0, taken: 0, looks: [] });
  });

  it("is refused to whom the rollout is, and unknown where there is none", async () => {
    const { vic } = world.people;
    expect(await world.here.ask(rolloutHistory, { rollout: 99 }, vic)).toMatchObject({
      ok: false,
      error: { code: "rollout-not-found" },
    });
  });
});

describe("a stage that passed", () => {
  beforeAll(async () => {
    await world.observe(rollout);
    expect(await world.judge(rollout)).toMatchObject({ ok: true, value: { decision: "advance" } });
  });

  it("ends with its own verdict, number for number", async () => {
    const [shadow] = (await history()).steps;
    const ended = shadow!.ended!;
    const stored = await world.here.see(gateVerdict, { verdict: ended.verdictId! }, world.people.vic);
    expect(ended.judgedAt).toBe(stored.decidedAt);
    expect(ended.guardrails.map(({ verdict }) => verdict)).toEqual(stored.verdicts);
  });

  it("shows at its last look what the verdict said", async () => {
    const [shadow] = (await history()).steps;
    for (const [at, id] of ["log-loss", "errors"].entries()) {
      const last = (await effectOf(id, 0)).looks.at(-1)!;
      const { state, difference, lower, upper, n } = shadow!.ended!.guardrails[at]!.verdict;
      expect(last, id).toMatchObject({ state, difference, lower, upper, n });
    }
  });

  it("keeps its state while the next stage has another", async () => {
    await world.observe(rollout, { candidate: { score: 0.2 } });
    world.here.clock.now = secondsLater(world.here.clock.now, 60);
    expect((await history()).steps.map(({ ended }) => ended?.guardrails[0]?.verdict.state)).toEqual([
      "PASS",
      undefined,
    ]);
    const shadow = await effectOf("log-loss", 0);
    expect(shadow.looks.at(-1)!.state).toBe("PASS");
    expect((await effectOf("log-loss", 1)).looks.at(-1)!.state).toBe("FAIL");
  });

  it("is followed by looks that agree with the judge now", async () => {
    const { guardrails } = await page();
    const { state, difference, lower, upper } = guardrails[0]!.verdict;
    expect((await effectOf("log-loss", 1)).looks.at(-1)).toMatchObject({ state, difference, lower, upper });
  });
});

describe("a stage that a person ended", () => {
  it("stands as its own evidence was then, not as the verdict of the stage before", async () => {
    const reason = "Looks wrong.";
    await world.here.make(rollBackRollout, { rollout, reason }, world.people.rhea);
    const view = await page();
    const { steps } = await history();
    const ended = steps[1]!.ended!;
    expect(ended).toMatchObject({ verdictId: null, judgedAt: view.steps[1]!.leftAt });
    expect(ended.guardrails[0]!.verdict.state).toBe("FAIL");
    expect(view.guardrails).toEqual(ended.guardrails);
    expect(view.judgedAt).toBe(ended.judgedAt);
  });

  it("does not change when outcomes arrive afterwards", async () => {
    const before = await page();
    await inWorkspace(
      world.here.db,
      world.here.workspaceId,
      (tx) => tx.$executeRaw`
        UPDATE metric_rollup SET latest_at = ${secondsLater(world.here.clock.now, 3600)}
        WHERE exposure_id = ${before.steps[1]!.exposureId}::uuid`,
    );
    const states = (await page()).guardrails.map(({ verdict }) => verdict.state);
    expect(states).toEqual(before.guardrails.map(({ verdict }) => verdict.state));
  });
});
