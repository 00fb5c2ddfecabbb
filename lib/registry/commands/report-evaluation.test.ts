import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { line } from "#lib/kernel/fields.ts";
import type { EvaluationContent } from "#lib/registry/evaluation.ts";
import { addModel, addVersion, digestOf } from "#lib/testing/specimens/registry.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { reportEvaluation } from "./report-evaluation.ts";

let here: TestWorkspace;
let priya: Person;
let modelId: string;
let digest: string;
beforeAll(async () => {
  here = await testWorkspace();
  priya = await here.person("Priya Nair", ["data-scientist"]);
  ({ modelId } = await addModel(here, priya));
  digest = (await addVersion(here, priya, { model: "flight-delay", bits: "one" })).digest;
});
afterAll(() => here?.close());

const measured = (metric: string, value: number) =>
  ({ metric, better: "higher", value, lower: value, upper: value, method: "Student" }) as const;

const report = (metrics: EvaluationContent["metrics"], pipeline: string) => ({
  model: "flight-delay",
  version: 1,
  subjectDigest: digest,
  pipeline,
  dataset: { name: "february", digest: digestOf("february") },
  codeCommit: "feed00d",
  content: { rows: 10, metrics, slices: [], calibration: [], comparisons: [] },
});

async function recordedMetrics(): Promise<object> {
  const events = await here.eventsOf(`model/${modelId}`);
  const reported = events.filter(({ action }) => action === "evaluation.reported").at(-1);
  return reported?.data?.["metrics"] as object;
}

it.each(["log-loss", "roc_auc", "ROC AUC", "R²", "精度", "F1 (macro) @ 0.5", "constructor", "__proto__"])(
  "records a metric called %s",
  async (metric) => {
    await here.make(reportEvaluation, report([measured(metric, 0.9)], `of ${metric}`), priya);
    expect(Object.entries(await recordedMetrics())).toEqual([[metric, "0.9"]]);
  },
);

it("records every name that its schema accepts", async () => {
  const name = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(name, fc.uuid(), async (text, pipeline) => {
      const metric = line(60).safeParse(text);
      fc.pre(metric.success);
      const answer = await here.attempt(reportEvaluation, report([measured(text, 1)], pipeline), priya);
      expect(answer).toMatchObject({ ok: true });
      expect(Object.keys(await recordedMetrics())).toEqual([metric.data]);
    }),
    { numRuns: 40 },
  );
});
