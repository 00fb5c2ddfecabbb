import { randomUUID } from "node:crypto";
import { atMost, type Bench } from "./figure.ts";
import { governance } from "./rig/council.ts";
import { type Installation, startInstallation } from "./rig/installation.ts";
import { median, quantile, sleep } from "./rig/sample.ts";

const MODELS = ["alpha", "beta", "gamma", "delta"] as const;
const TURNS = 6;
const ROWS_PER_ARM = 200;
const POLL_MS = 2;
const PATIENCE_MS = 15_000;
/** The plan's label window and bucket, plus a margin: after that an outcome counts at once. */
const MATURE_MS = 2300;

/**
 * From the answer to the batch of outcomes that proves the harm, to the first flag evaluation that gives a subject of
 * the candidate the baseline: the real reconciler and server, polled by a client every few milliseconds.
 */
export const rollback: Bench = async ({ say }) => {
  const installation = await startInstallation({ models: MODELS, reconciler: true, sequencer: true });
  try {
    const { rollOut } = governance(installation);
    const tookMs: number[] = [];
    for (let turn = 0; turn < TURNS; turn++) {
      for (const model of MODELS) await rollOut(model);
      const served = [];
      for (const model of MODELS) served.push(await serve(installation, model));
      await sleep(MATURE_MS);
      for (const each of served) tookMs.push(await breach(installation, each));
      say(`rollback: ${tookMs.slice(-MODELS.length).map(Math.round).join(", ")} ms`);
    }
    const named = { bench: "rollback", unit: "ms" };
    const of = `of ${tookMs.length}`;
    return [
      atMost(
        { ...named, figure: `breaching outcome to baseline, p95 ${of}`, value: quantile(tookMs, 0.95) },
        300,
      ),
      atMost({ ...named, figure: `breaching outcome to baseline, median ${of}`, value: median(tookMs) }, 300),
    ];
  } finally {
    await installation.stop();
  }
};

type Served = { readonly model: string; readonly subject: string; readonly predictionIds: readonly string[] };
type Evaluation = { readonly variant: string; readonly metadata: { readonly exposureId: string } };

/** Finds a subject the candidate serves, and reports answers of both arms, without outcomes yet. */
async function serve(installation: Installation, model: string): Promise<Served> {
  for (let at = 0; ; at++) {
    const subject = `subject-${at}`;
    const { variant, metadata } = await evaluate(installation, model, subject);
    if (variant !== "candidate") {
      if (at > 1000) throw new Error(`the candidate of ${model} serves nobody`);
      continue;
    }
    const rows = Array.from({ length: 2 * ROWS_PER_ARM }, (_, n) => ({
      predictionId: randomUUID(),
      exposureId: metadata.exposureId,
      arm: n % 2 === 0 ? "baseline" : "candidate",
      at: new Date().toISOString(),
      score: n % 2 === 0 ? 0.8 + (n % 7) / 100 : 0.1 + (n % 7) / 100,
      latencyMs: 5,
      failed: false,
    }));
    await post(installation, "/api/v1/predictions", { batchId: randomUUID(), predictions: rows });
    return { model, subject, predictionIds: rows.map((row) => row.predictionId) };
  }
}

/** Reports the outcomes, and waits until the baseline serves. */
async function breach(
  installation: Installation,
  { model, subject, predictionIds }: Served,
): Promise<number> {
  const at = new Date().toISOString();
  const outcomes = predictionIds.map((predictionId) => ({ predictionId, label: 1, at }));
  await post(installation, "/api/v1/outcomes", { batchId: randomUUID(), outcomes });
  const accepted = performance.now();
  while (performance.now() - accepted < PATIENCE_MS) {
    const { variant } = await evaluate(installation, model, subject);
    if (variant !== "candidate") return performance.now() - accepted;
    await sleep(POLL_MS);
  }
  throw new Error(`${model} was not rolled back within ${PATIENCE_MS} ms`);
}

const evaluate = (installation: Installation, model: string, targetingKey: string): Promise<Evaluation> =>
  post(installation, `/ofrep/v1/evaluate/flags/${model}.production`, { context: { targetingKey } });

async function post<T>({ port, world }: Installation, path: string, body: unknown): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${world.token}` },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
