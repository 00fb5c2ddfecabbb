import { randomUUID } from "node:crypto";
import { asJson } from "#lib/db/json.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import type { ExposureKind } from "#lib/exposure/exposure.ts";
import type { Caller, EvidenceSource } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import type { IngestAnswer } from "#lib/monitoring/batch.ts";
import { ingestOutcomes } from "#lib/monitoring/ingest/ingest-outcomes.ts";
import { ingestPredictions } from "#lib/monitoring/ingest/ingest-predictions.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { addModel, addVersion } from "#lib/testing/specimens/registry.ts";
import type { TestWorkspace } from "./workspace.ts";

export type Exposing = { at: Date; kind?: ExposureKind; cohortSeconds?: number; plan?: Plan };

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
  const expose = async ({ at, kind = "canary", cohortSeconds = 1, plan }: Exposing): Promise<string> => {
    sequence += 1;
    const id = randomUUID();
    const rolloutId = plan ? randomUUID() : null;
    await inWorkspace(here.db, here.workspaceId, async (tx) => {
      if (plan && rolloutId)
        await tx.rollout.create({
          data: {
            id: rolloutId,
            workspaceId: here.workspaceId,
            number: 1000 + sequence,
            releaseId: randomUUID(),
            pointerId,
            candidateId: candidate.versionId,
            state: "running",
            plan: asJson(plan),
            planDigest: digestOfJson(asJson(plan)),
            salt: "s",
            stageIndex: 0,
            stageEnteredAt: at,
            startedById: author.id,
            startedBy: "Author",
            startedAt: at,
          },
        });
      await tx.exposure.create({
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
          rolloutId,
        },
      });
    });
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
  score?: number | null | string;
  latencyMs: number | null | string;
  failed: boolean;
  slices: Record<string, string>;
  subject?: string;
  receipt?: string;
} & SentAnswer;

type Numbers = Record<string, number | string | null>;
/** An answer in place of a score, as it is sent. */
export type SentAnswer = {
  scores?: Numbers | null;
  value?: number | string | null;
  quantiles?: Numbers;
  ranking?: string[] | null;
  measures?: Numbers;
};

/** What an outcome says, as it is sent. */
export type SentTruth = {
  label?: 0 | 1 | string;
  value?: number;
  relevance?: Record<string, number>;
  measures?: Numbers;
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
  ...("scores" in more || "value" in more || "ranking" in more ? {} : { score: 0.25 }),
  latencyMs: 12,
  failed: false,
  slices: {},
  ...more,
});

type SentOutcome = SentTruth & { predictionId: string; at: string };

export const outcome = (predictionId: string, truth: 0 | 1 | SentTruth, at: Date): SentOutcome => ({
  predictionId,
  ...(typeof truth === "number" ? { label: truth } : truth),
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
  const outcomes = (sent: Sent<SentOutcome>, now: Date): Promise<Result<IngestAnswer, Refusal>> => {
    const { batchId, rows } = batchOf(sent);
    return ingestOutcomes(here.db, { batchId, outcomes: rows }, { caller, now });
  };
  return { predictions, outcomes };
}
