import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { judgeGuardrail } from "#lib/rollouts/guardrail.ts";
import { JUDGE_VERSION, JUDGES } from "#lib/rollouts/judges.ts";
import { plan as basePlan, stage } from "#lib/testing/specimens/rollout-evidence.ts";
import { exposedModel, outcome, prediction, sender } from "#lib/testing/worlds/telemetry.ts";
import { type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { effectHistory } from "./effect-history.ts";
import { gatherEvidence } from "./gather-evidence.ts";
import { stageUnderWatch } from "./stage-evidence.ts";

const T0 = new Date("2026-11-24T09:00:00.000Z");
const later = (seconds: number) => new Date(T0.getTime() + seconds * 1000);
const shadow = { ...stage, kind: "shadow" as const, trafficPercent: 0, minSamplesPerArm: 50 };
const [logLoss] = basePlan.guardrails;
const plan = {
  ...basePlan,
  maturitySeconds: 1,
  stages: [shadow],
  guardrails: [{ ...logLoss!, minSamplesPerArm: 50, maxStalenessSeconds: 600 }],
};

let here: TestWorkspace;
let exposureId: string;
beforeAll(async () => {
  here = await testWorkspace();
  const model = await exposedModel(here);
  const send = sender(here);
  exposureId = await model.expose({ at: T0, kind: "shadow" });
  const rows = Array.from({ length: 200 }, (_, at) => {
    const score = 0.2 + 0.003 * at;
    const base = prediction(exposureId, later(1 + (at % 4)), { score });
    return [base, { ...base, arm: "candidate" as const, score: score + 0.01 }] as const;
  });
  for (const second of [0, 1, 2, 3])
    await send.predictions(rows.filter((_, at) => at % 4 === second).flat(), later(2 + second));
  await send.outcomes(
    rows.map(([{ predictionId }], at) => outcome(predictionId, at % 3 === 0 ? 1 : 0, later(7))),
    later(7),
  );
});
afterAll(() => here?.close());

describe("the looks back at a shadow stage", () => {
  it("rest on pairs, as its verdict does", async () => {
    const until = later(60);
    const step = { exposureId, enteredAt: T0, until, stage: shadow, judge: JUDGE_VERSION };
    const [effects, evidence] = await inWorkspace(here.db, here.workspaceId, async (tx) => [
      await effectHistory(tx, plan, [step]),
      await gatherEvidence(tx, plan, stageUnderWatch(plan, shadow, { exposureId, enteredAt: T0 }), until),
    ]);
    const [guardrail] = plan.guardrails;
    expect(evidence.byGuardrail[guardrail!.id]?.paired?.n).toBe(200);
    const judging = { plan, stage: shadow, judge: JUDGES[JUDGE_VERSION] };
    const { difference, lower, upper, n } = judgeGuardrail(judging, guardrail!, evidence);
    const looks = effects[0]!.stages[0]!.looks;
    expect(looks.at(-1)).toMatchObject({ n, difference, lower, upper, paired: true });
    expect(looks.map((look) => look.n.candidate)).toEqual([50, 100, 150, 200]);
  });
});
