import { answersJson, defineEndpoint } from "#lib/api/endpoint.ts";
import { LARGE_BODY_BYTES_MAX } from "#lib/api/guard/body-guard.ts";
import { ingestAnswer, outcomeBatch, predictionBatch } from "#lib/monitoring/batch.ts";
import { ingestOutcomes } from "#lib/monitoring/ingest/ingest-outcomes.ts";
import { ingestPredictions } from "#lib/monitoring/ingest/ingest-predictions.ts";

const predictions = defineEndpoint({
  name: "ingest-predictions",
  summary: "Take in predictions, once by batch id",
  tag: "telemetry",
  method: "POST",
  path: "/api/v1/predictions",
  who: { permission: "telemetry:ingest" },
  input: predictionBatch,
  handsOn: true,
  limits: { bytes: LARGE_BODY_BYTES_MAX },
  answers: answersJson(ingestAnswer),
  handle:
    ({ db }) =>
    ({ caller, input }) =>
      ingestPredictions(db, input, { caller, now: new Date() }),
});

const outcomes = defineEndpoint({
  name: "ingest-outcomes",
  summary: "Take in outcomes, once by batch id",
  tag: "telemetry",
  method: "POST",
  path: "/api/v1/outcomes",
  who: { permission: "telemetry:ingest" },
  input: outcomeBatch,
  handsOn: true,
  limits: { bytes: LARGE_BODY_BYTES_MAX },
  answers: answersJson(ingestAnswer),
  handle:
    ({ db }) =>
    ({ caller, input }) =>
      ingestOutcomes(db, input, { caller, now: new Date() }),
});

/** What versions answered, and what became true. */
export const telemetryEndpoints = [predictions, outcomes] as const;
