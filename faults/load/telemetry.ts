import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "./client.ts";

export type Prediction = {
  readonly predictionId: string;
  readonly exposureId: string;
  readonly arm: "baseline" | "candidate";
  readonly at: string;
  readonly score: number | string;
  readonly latencyMs: number;
  readonly failed: boolean;
  readonly subject: string;
  readonly slices: Readonly<Record<string, string>>;
};
export type Outcome = { readonly predictionId: string; readonly label: 0 | 1; readonly at: string };

/** Faults in the telemetry on its way. Each function gets a round's rows and returns the rows to send. */
export type Spoiling = {
  readonly predictions?: (rows: readonly Prediction[], second: number) => readonly Prediction[];
  readonly outcomes?: (rows: readonly Outcome[], second: number) => readonly Outcome[];
};

type Serving = {
  readonly model: string;
  readonly random: () => number;
  readonly stopped: () => boolean;
  /** The candidate's error, as added probability of the wrong answer. */
  readonly harm?: number;
  readonly spoil?: Spoiling;
  readonly rowsARound?: number;
  readonly roundMs?: number;
};

const ROUND_MS = 250;
const ROWS = 40;
const LABEL_DELAY_MS = 400;

/**
 * Serves a model: asks which version serves, reports the predictions of both arms, and the outcomes a moment later.
 * Retries every report until it is accepted.
 */
export async function serve(client: Client, serving: Serving): Promise<void> {
  const { stopped, spoil = {}, rowsARound = ROWS, roundMs = ROUND_MS } = serving;
  const late: { dueMs: number; rows: readonly Outcome[] }[] = [];
  const began = Date.now();
  const second = () => (Date.now() - began) / 1000;
  const tell = async () => {
    const { rows } = late.shift()!;
    await report(client, "outcomes", spoil.outcomes?.(rows, second()) ?? rows);
  };
  while (!stopped()) {
    const { predictions, outcomes } = await answerRound(client, serving, rowsARound);
    await report(client, "predictions", spoil.predictions?.(predictions, second()) ?? predictions);
    late.push({ dueMs: Date.now() + LABEL_DELAY_MS, rows: outcomes });
    while ((late[0]?.dueMs ?? Number.POSITIVE_INFINITY) <= Date.now()) await tell();
    await sleep(roundMs);
  }
  while (late.length > 0) await tell();
}

/** A fair forecaster gives what happens 80 %; a harmful one gives 80 % to what does not. */
const scoreFor = (label: 0 | 1, arm: Prediction["arm"], harm: number): number => {
  const sure = arm === "candidate" && harm > 0 ? Math.max(0.02, 0.8 - harm) : 0.8;
  return label === 1 ? sure : 1 - sure;
};

async function report(client: Client, kind: "predictions" | "outcomes", rows: readonly object[]) {
  if (rows.length === 0) return;
  const batchId = randomUUID();
  const body = { batchId, [kind]: rows };
  await client.act({ path: `/api/v1/${kind}`, body, what: kind, key: batchId });
}

type Evaluation = { variant: "live" | "baseline" | "candidate"; metadata: { exposureId: string } };

/**
 * The same number of rows in each arm: how subjects are split is tested elsewhere. On a pointer without a rollout,
 * all are baseline.
 */
async function answerRound(client: Client, { model, random, harm = 0 }: Serving, count: number) {
  const path = `/ofrep/v1/evaluate/flags/${model}.production`;
  const context = { targetingKey: `subject-${Math.floor(random() * 1e9)}` };
  const { status, body } = await client.once<Evaluation>({ path, body: { context } });
  const predictions: Prediction[] = [];
  const outcomes: Outcome[] = [];
  for (let n = 0; status === 200 && n < count; n++) {
    const arm = body.variant !== "live" && n % 2 === 1 ? "candidate" : "baseline";
    const label = random() < 0.5 ? 1 : 0;
    const [predictionId, at] = [randomUUID(), new Date().toISOString()];
    const answered = { score: scoreFor(label, arm, harm), latencyMs: 5, failed: false, slices: {} };
    const subject = `customer ${predictionId}`;
    predictions.push({ predictionId, subject, exposureId: body.metadata.exposureId, arm, at, ...answered });
    outcomes.push({ predictionId, label, at });
  }
  return { predictions, outcomes };
}
