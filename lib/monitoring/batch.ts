import { z } from "zod";
import { instant, line } from "#lib/kernel/fields.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { remembering } from "#lib/kernel/remembering.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { DAY_MS, MINUTE_MS } from "#lib/kernel/time.ts";
import {
  answerFault,
  answerFields,
  inOrder,
  label,
  measured,
  together,
  truthFault,
  truthFields,
} from "./row-fields.ts";

export const BATCH_ROWS_MAX = 5000;
/** The most a sender's clock may differ from ours. */
const SKEW_MINUTES_MAX = 5;

const name = z.string().min(1).max(120);
/** No answer takes a day. Longer values mark time-outs, and their squares would overflow every sum. */
const LATENCY_MS_MAX = DAY_MS;
/** An impossible latency is accepted and counted as not a number. */
const latency = measured.transform((ms) =>
  ms === null || (ms >= 0 && ms <= LATENCY_MS_MAX) ? ms : Number.NaN,
);

/** Rows repeat few names and values, and one exposure. */
const dimension = remembering(z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/));
const slice = remembering(line(80));
const exposureId = remembering(z.uuid("must be an id"));

export const predictionBatch = z.strictObject({
  batchId: name,
  predictions: z
    .array(
      z
        .strictObject({
          predictionId: name,
          exposureId,
          arm: z.enum(["baseline", "candidate"]),
          at: instant,
          score: measured.exactOptional(),
          latencyMs: latency,
          failed: z.boolean(),
          subject: z.string().min(1).max(500).exactOptional(),
          /** The exposure receipt that the flag evaluation answered. One that is not for this answer is counted, not refused. */
          receipt: z.string().max(200).exactOptional(),
          slices: z
            .record(dimension, slice)
            .refine((slices) => Object.keys(slices).length <= 4, "has at most four slices")
            .transform(inOrder)
            .default({}),
          ...answerFields,
        })
        .check(together(answerFault)),
    )
    .min(1)
    .max(BATCH_ROWS_MAX),
});
export type PredictionBatch = z.output<typeof predictionBatch>;

export const outcomeBatch = z.strictObject({
  batchId: name,
  outcomes: z
    .array(
      z
        .strictObject({ predictionId: name, label: label.exactOptional(), at: instant, ...truthFields })
        .check(together(truthFault)),
    )
    .min(1)
    .max(BATCH_ROWS_MAX),
});
export type OutcomeBatch = z.output<typeof outcomeBatch>;

/** What a batch did. Sending the same batch again returns the same answer. */
export const ingestAnswer = z.object({
  batchId: z.string(),
  accepted: z.number(),
  /** Already known, so not counted again. */
  repeated: z.number(),
  /** How many of those accepted corrected an outcome already stored; left out where none did. */
  corrected: z.number().exactOptional(),
  /** Kept for older clients: 0 now that a contradicting outcome is accepted as a correction. */
  contradicted: z.number(),
  /** The rows that were not taken, and why; left out where all were. */
  notTaken: z
    .array(z.object({ predictionId: z.string(), why: z.enum(["repeated", "contradicted"]) }))
    .exactOptional(),
});
export type IngestAnswer = z.infer<typeof ingestAnswer>;
type NotTaken = NonNullable<IngestAnswer["notTaken"]>[number];

/** The answer to a batch of this many rows; it names each rejected one. */
export function answerTo(
  batchId: string,
  rows: number,
  notTaken: readonly NotTaken[],
  corrected = 0,
): IngestAnswer {
  return {
    batchId,
    accepted: rows - notTaken.length,
    repeated: notTaken.length,
    contradicted: 0,
    ...(corrected > 0 ? { corrected } : {}),
    ...(notTaken.length > 0 ? { notTaken: [...notTaken] } : {}),
  };
}

/** Refuses a batch with a time too far ahead: a wrong clock must not make evidence look fresh. */
export function acceptTimes(
  times: readonly { at: string }[],
  field: string,
  now: Date,
): Result<null, Refusal> {
  const latest = now.getTime() + SKEW_MINUTES_MAX * MINUTE_MS;
  const index = times.findIndex(({ at }) => Date.parse(at) > latest);
  if (index < 0) return ok(null);
  return refuse(
    "invalid",
    "time-ahead",
    `${field}.${index}.at is more than ${SKEW_MINUTES_MAX} minutes ahead of the server's clock.`,
    {
      field: `${field}.${index}.at`,
      todo: "Set the sender's clock, then send the batch again under the same id.",
    },
  );
}

/**
 * Refuses a batch with an answer dated before its exposure began: a clock that runs behind would make outcomes look
 * mature too early.
 */
export function acceptSince<T extends { at: string }>(
  rows: readonly T[],
  beganAt: (row: T) => Date,
  field: string,
  now: Date,
): Result<null, Refusal> {
  const index = rows.findIndex((row) => {
    const earliest = Math.min(beganAt(row).getTime(), now.getTime()) - SKEW_MINUTES_MAX * MINUTE_MS;
    return Date.parse(row.at) < earliest;
  });
  if (index < 0) return ok(null);
  return refuse(
    "invalid",
    "time-before-exposure",
    `${field}.${index}.at is more than ${SKEW_MINUTES_MAX} minutes before its exposure began.`,
    {
      field: `${field}.${index}.at`,
      todo: "Set the sender's clock, then send the batch again under the same id.",
    },
  );
}

/**
 * Refuses a batch with an answer that may have arrived on a day whose rows are gone: nobody could tell whether it was
 * counted before.
 */
export function acceptKept(
  rows: readonly { at: string }[],
  field: string,
  lastDropped: string | null,
): Result<null, Refusal> {
  if (lastDropped === null) return ok(null);
  const earliest = Date.parse(lastDropped) + DAY_MS + SKEW_MINUTES_MAX * MINUTE_MS;
  const index = rows.findIndex(({ at }) => Date.parse(at) < earliest);
  if (index < 0) return ok(null);
  return refuse(
    "invalid",
    "time-not-kept",
    `${field}.${index}.at is from a day whose predictions are no longer kept, so it could be counted twice.`,
    { field: `${field}.${index}.at`, todo: "Send the other rows again under a new batch id." },
  );
}
