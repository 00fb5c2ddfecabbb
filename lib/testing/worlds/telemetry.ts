import { randomUUID } from "node:crypto";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import type { ExposureKind } from "#lib/exposure/exposure.ts";
import type { Caller, EvidenceSource } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import type { IngestAnswer } from "#lib/monitoring/batch.ts";
import { ingestOutcomes } from "#lib/monitoring/ingest/ingest-outcomes.ts";
import { ingestPredictions } from "#lib/monitoring/ingest/ingest-predictions.ts";
import { addModel, addVersion } from "#lib/testing/specimens/registry.ts";
import type { TestWorkspace } from "./workspace.ts";

export type Exposing = { at: Date; kind?: ExposureKind; cohortSeconds?: number };

const WEIGHTS: Partial<Record<ExposureKind, { candidateWeight: number; holdoutWeight: number }>> = {
  canary: { candidateWeight: 2500, holdoutWeight: 0 },
  full: { candidateWeight: 10_000, holdoutWeight: 1000 },
};

/** A model with two versions; its exposures are written as needed. */
export async function exposedModel(here: TestWorkspace, name = "flight-delay") {
  const author = await here.person(`Author of ${name}`, ["data-scientist"]);
  const { pointerId } = await addModel(here, author, name);
  const base = await addVersion(here, author, { model: name, bits: `${name} one` });
  const candidate = await addVersion(here, author, { model: name, bits: `${name} two`, parent: 1 });
  let sequence = 0;
  const expose = async ({ at, kind = "canary", cohortSeconds = 1 }: Exposing): Promise<string> => {
    sequence += 1;
    const id = randomUUID();
    await inWorkspace(here.db, here.workspaceId, (tx) =>
      tx.exposure.create({
        data: {
          id,
          workspaceId: here.workspaceId,
          pointerId,
          sequence,
          at,
          kind,
          cohortSeconds,
          baseVersionId: base.versionId,
          candidateId: kind === "live" ? null : candidate.versionId,
          ...(WEIGHTS[kind] ?? { candidateWeight: 0, holdoutWeight: 0 }),
          salt: "s",
          reason: "test",
        },
      }),
    );
    return id;
  };
  return { author, pointerId, expose };
}

/** Under which the test worlds hash subjects. */
export const SUBJECT_SECRET = "thirty-two letters for the subjects";

export const serving = (workspaceId: string, source?: EvidenceSource): Caller => ({
  kind: "token",
  id: randomUUID(),
  name: "serving",
  workspaceId,
  scopes: ["telemetry:ingest"],
  ...(source ? { source } : {}),
});

export type SentPrediction = {
  predictionId: string;
  exposureId: string;
  arm: Arm;
  at: string;
  score: number | null | string;
  latencyMs: number | null | string;
  failed: boolean;
  slices: Record<string, string>;
  subject?: string;
  receipt?: string;
};

export const prediction = (
  exposureId: string,
  at: Date,
  more: Partial<SentPrediction> = {},
): SentPrediction => ({
  predictionId: randomUUID(),
  exposureId,
  arm: "baseline",
  at: at.toISOString(),
  score: 0.25,
  latencyMs: 12,
  failed: false,
  slices: {},
  ...more,
});

export const outcome = (predictionId: string, label: 0 | 1, at: Date) => ({
  predictionId,
  label,
  at: at.toISOString(),
});

type Sent<T> = readonly T[] | { batchId: string; rows: readonly T[] };

/** Sends batches into the workspace at a given time, as a source where it is named. */
export function sender(here: Pick<TestWorkspace, "db" | "workspaceId">, source?: EvidenceSource) {
  const caller = serving(here.workspaceId, source);
  const batchOf = <T>(sent: Sent<T>) =>
    "batchId" in sent ? sent : { batchId: randomUUID() as string, rows: sent };
  const predictions = (sent: Sent<SentPrediction>, now: Date): Promise<Result<IngestAnswer, Refusal>> => {
    const { batchId, rows } = batchOf(sent);
    return ingestPredictions(
      here.db,
      { batchId, predictions: rows },
      { caller, now, secret: SUBJECT_SECRET },
    );
  };
  const outcomes = (
    sent: Sent<ReturnType<typeof outcome>>,
    now: Date,
  ): Promise<Result<IngestAnswer, Refusal>> => {
    const { batchId, rows } = batchOf(sent);
    return ingestOutcomes(here.db, { batchId, outcomes: rows }, { caller, now });
  };
  return { predictions, outcomes };
}
