import { afterAll, beforeAll, expect, it } from "vitest";
import { exposureReceipts } from "#lib/crypto/exposure-receipt.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import { sourceReports } from "#lib/monitoring/rows/source-reports.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { evidenceView } from "#lib/rollouts/views/evidence.ts";
import { plan as basePlan, latency, stage } from "#lib/testing/specimens/rollout-evidence.ts";
import { prediction, SUBJECT_SECRET, sender } from "#lib/testing/worlds/telemetry.ts";
import { later, watchedStages } from "#lib/testing/worlds/watched-stage.ts";

let stages: Awaited<ReturnType<typeof watchedStages>>;
beforeAll(async () => {
  stages = await watchedStages();
});
afterAll(() => stages?.here.close());

const asking: Plan = {
  ...basePlan,
  guardrails: [{ ...latency, minSamplesPerArm: 1 }],
  stages: [{ ...stage, minSamplesPerArm: 1, minSeconds: 0 }],
  minReceiptsPercent: 60,
};

/** A stage in which the gateway answers with receipts, and somebody else reports without or with made-up ones. */
async function reported(plan: Plan) {
  const { exposureId, evidence } = await stages.underWatch(plan);
  const { here } = stages;
  const { issue } = exposureReceipts(SUBJECT_SECRET, here.workspaceId);
  const rows = (count: number, receiptOf?: (arm: "baseline" | "candidate", subject: string) => string) =>
    (["baseline", "candidate"] as const).flatMap((arm) =>
      Array.from({ length: count }, (_, n) => ({
        ...prediction(exposureId, later(1), { arm, subject: `s${n}` }),
        ...(receiptOf ? { receipt: receiptOf(arm, `s${n}`) } : {}),
      })),
    );
  const valid = (arm: string, subject: string) => issue({ exposureId, arm, subject }, later(1));
  await sender(here, { name: "gateway", pointerId: null }).predictions(rows(6, valid), later(2));
  const stranger = sender(here);
  await stranger.predictions(rows(2), later(3));
  return {
    exposureId,
    evidence,
    forge: () =>
      stranger.predictions(
        rows(3, () => "made up"),
        later(4),
      ),
  };
}

it("counts the rows of every source, and the plan holds until enough of them carry a receipt", async () => {
  const { exposureId, evidence, forge } = await reported(asking);
  const enough = await evidence(later(5));
  expect(enough.receipts).toEqual({ baseline: { rows: 8, valid: 6 }, candidate: { rows: 8, valid: 6 } });
  const judged = (found: typeof enough) => judgeStage(asking, asking.stages[0]!, found).verdicts;
  expect(judged(enough)).toMatchObject([{ state: "PASS" }]);
  await forge();
  const diluted = await evidence(later(6));
  expect(judged(diluted)).toMatchObject([{ state: "INCOMPLETE", receiptsNeeded: 1 }]);
  // As it is stored with the verdict, and judged again in a browser.
  expect(judged(evidenceView.parse(JSON.parse(JSON.stringify(diluted))))).toEqual(judged(diluted));
  const counts = { rows: 5, broken: 0, receiptsValid: 0, receiptsInvalid: 3 };
  const all = await inWorkspace(stages.here.db, stages.here.workspaceId, (tx) =>
    sourceReports(tx, exposureId),
  );
  expect(all).toMatchObject([
    { source: "gateway", baseline: { rows: 6, receiptsValid: 6, receiptsInvalid: 0 } },
    { source: "", baseline: counts, candidate: counts },
  ]);
});

it("stores nothing of receipts where the plan asks for none", async () => {
  const { minReceiptsPercent: _, ...plan } = asking;
  const { evidence } = await reported(plan);
  expect(await evidence(later(5))).not.toHaveProperty("receipts");
});
