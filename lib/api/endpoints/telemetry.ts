import type { z } from "zod";
import { answersJson, defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { LARGE_BODY_BYTES_MAX } from "#lib/api/guard/body-guard.ts";
import { databaseNow } from "#lib/db/clock.ts";
import { ingestAnswer, outcomeBatch, predictionBatch } from "#lib/monitoring/batch.ts";
import { ingestOutcomes } from "#lib/monitoring/ingest/ingest-outcomes.ts";
import { ingestPredictions } from "#lib/monitoring/ingest/ingest-predictions.ts";

const intake = <const Kind extends "predictions" | "outcomes">(
  kind: Kind,
  batch: z.ZodType,
  ingest: typeof ingestPredictions | typeof ingestOutcomes,
) =>
  defineEndpoint({
    name: `ingest-${kind}`,
    summary: `Ingest ${kind}, once for each batch id`,
    tag: "telemetry",
    method: "POST",
    path: `/api/v1/${kind}`,
    who: { permission: "telemetry:ingest" },
    input: batch,
    handsOn: true,
    limits: { bytes: LARGE_BODY_BYTES_MAX },
    answers: answersJson(ingestAnswer),
    handle:
      ({ db, secret }) =>
      async ({ caller, input }) =>
        ingest(db, input, { caller, now: await databaseNow(db), secret }),
  });

/** Predictions: what versions answered. Outcomes: what became true. */
export const telemetryEndpoints = [
  intake("predictions", predictionBatch, ingestPredictions),
  intake("outcomes", outcomeBatch, ingestOutcomes),
] as const;
