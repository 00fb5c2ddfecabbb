import { exposureReceipts } from "#lib/crypto/exposure-receipt.ts";
import { subjectHasher } from "#lib/crypto/subject-hash.ts";
import { arrayParameter } from "#lib/db/array-parameter.ts";
import type { Database } from "#lib/db/client.ts";
import type { Sql } from "#lib/db/sql.ts";
import { type ExposureKind, receiptArm } from "#lib/exposure/exposure.ts";
import type { Caller, EvidenceSource } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import {
  acceptKept,
  acceptSince,
  acceptTimes,
  answerTo,
  type IngestAnswer,
  type PredictionBatch,
  predictionBatch,
} from "#lib/monitoring/batch.ts";
import { answerObservations } from "#lib/monitoring/observation.ts";
import { givenIn } from "#lib/monitoring/row-fields.ts";
import { acceptOwn, sourceOf } from "#lib/monitoring/source.ts";
import { sumBySource } from "#lib/monitoring/source-sums.ts";
import { groupOf } from "#lib/monitoring/subject-groups.ts";
import { acceptAnswerMeasures } from "./accept-measures.ts";
import { ingestOnce } from "./once.ts";
import { keyOf, type Row, storePredictions } from "./store-predictions.ts";

type Sent = PredictionBatch["predictions"][number];
const KIND = {
  name: "predictions",
  idsOf: ({ predictions }: PredictionBatch) => predictions.map((row) => row.predictionId),
} as const;

/** Ingests the answers that versions gave. A prediction is known by exposure, arm and id, and counts once. */
export function ingestPredictions(
  db: Database,
  input: unknown,
  asking: { caller: Caller; now: Date; secret: string },
): Promise<Result<IngestAnswer, Refusal>> {
  const { workspaceId } = asking.caller;
  const source = sourceOf(asking.caller);
  const hash = subjectHasher(asking.secret, workspaceId);
  const receipts = exposureReceipts(asking.secret, workspaceId);
  return ingestOnce(db, asking, KIND, predictionBatch, input, async (tx, batch, open) => {
    const times = acceptTimes(batch.predictions, "predictions", asking.now);
    if (!times.ok) return times;
    const kept = acceptKept(batch.predictions, "predictions", open.lastDropped);
    if (!kept.ok) return kept;
    const exposures = await exposuresOf(tx, batch.predictions, { now: asking.now, source });
    if (!exposures.ok) return exposures;
    const { known, days } = exposures.value;
    const measures = await acceptAnswerMeasures(tx, batch.predictions);
    if (!measures.ok) return measures;
    const isFor = (receipt: string, { subject, exposureId, ...row }: Sent): boolean => {
      const arm = receiptArm(known.get(exposureId)!.kind, row.arm);
      return subject !== undefined && receipts.isFor(receipt, { exposureId, arm, subject }, asking.now);
    };
    const slicesOf = eachOnce();
    const rows = unique(batch.predictions).map((row): Row => {
      const { predictionId, exposureId, arm, at, latencyMs, failed, subject, receipt } = row;
      return {
        predictionId,
        exposureId,
        arm,
        at,
        latencyMs,
        failed,
        slices: slicesOf(row.slices),
        score: row.score ?? null,
        given: givenIn(row),
        subject: subject ? hash(subject) : null,
        receiptValid: receipt === undefined ? null : isFor(receipt, row),
      };
    });
    const arrival = { now: asking.now, day: open.day, days, source: source.name };
    const { fresh, first } = await storePredictions(tx, workspaceId, rows, arrival);
    const observations = fresh.flatMap((row, at) =>
      answerObservations(
        answeredBy(row, asking.now, known.get(row.exposureId)!, first[at]!),
        measures.value(row.exposureId),
      ),
    );
    const notTaken = notTakenOf(batch.predictions, fresh);
    return ok({
      answer: answerTo(batch.batchId, batch.predictions.length, notTaken),
      observations,
      reported: sumBySource(source.name, fresh),
      outcomeDays: days,
    });
  });
}

/** A row as it is observed. */
function answeredBy(row: Row, receivedAt: Date, { cohortSeconds }: Exposure, first: boolean) {
  const { exposureId, arm, slices, latencyMs, failed, given, subject } = row;
  const at = new Date(row.at);
  const group = groupOf(subject);
  return { exposureId, arm, slices, latencyMs, failed, given, at, receivedAt, cohortSeconds, group, first };
}

/**
 * Each prediction once, the first of its kind, sorted as the index is, so that overlapping batches take row locks in the
 * same order.
 */
function unique(rows: readonly Sent[]): Sent[] {
  const first = new Map<string, Sent>();
  for (const row of rows) {
    const key = keyOf(row);
    if (!first.has(key)) first.set(key, row);
  }
  return [...first.values()].sort(
    (a, b) =>
      inOrder(a.predictionId, b.predictionId) || inOrder(a.arm, b.arm) || inOrder(a.exposureId, b.exposureId),
  );
}

const inOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Slices that are equal as one object: a batch has few, and what is worked out of one is then known of the others. */
function eachOnce(): (slices: Sent["slices"]) => Sent["slices"] {
  const known = new Map<string, Sent["slices"]>();
  return (slices) => {
    const key = JSON.stringify(slices);
    const found = known.get(key) ?? slices;
    known.set(key, found);
    return found;
  };
}

/** Every row but the first of those that are new. */
function notTakenOf(sent: readonly Sent[], fresh: readonly Row[]) {
  if (fresh.length === sent.length) return [];
  const taken = new Set(fresh.map(keyOf));
  return sent.flatMap((row) =>
    taken.delete(keyOf(row)) ? [] : [{ predictionId: row.predictionId, why: "repeated" } as const],
  );
}

type Exposure = {
  id: string;
  pointerId: string;
  at: Date;
  kind: ExposureKind;
  cohortSeconds: number;
  candidateId: string | null;
  days: string[];
};
type Exposed = {
  readonly known: ReadonlyMap<string, Exposure>;
  /** The days on which anything of these exposures can have arrived. */
  readonly days: readonly string[];
};

async function exposuresOf(
  tx: Sql,
  rows: readonly Sent[],
  { now, source }: { now: Date; source: EvidenceSource },
): Promise<Result<Exposed, Refusal>> {
  const ids = [...new Set(rows.map((row) => row.exposureId))];
  const found = await tx.$queryRaw<Exposure[]>`
    SELECT id, pointer_id::text AS "pointerId", at, kind, cohort_seconds AS "cohortSeconds", candidate_id AS "candidateId",
      (SELECT array_agg(to_char(day, 'YYYY-MM-DD')) FROM telemetry_day
       WHERE opened_at IS NOT NULL AND dropped_at IS NULL AND coalesce(closed_at, 'infinity') >= exposure.at) AS days
    FROM exposure WHERE id = ANY(${arrayParameter(ids)}::uuid[])`;
  const known = new Map(found.map((exposure) => [exposure.id, exposure]));
  const wrong = rows.findIndex((row) => {
    const exposure = known.get(row.exposureId);
    return !exposure || (row.arm === "candidate" && exposure.candidateId === null);
  });
  if (wrong >= 0)
    return refuse(
      "invalid",
      "exposure-unknown",
      `predictions.${wrong} names an arm that its exposure never had.`,
      {
        field: `predictions.${wrong}.exposureId`,
        todo: "Send the exposureId and arm that the flag evaluation returned.",
      },
    );
  const isForeign = ({ exposureId }: Sent) =>
    source.pointerId !== null && known.get(exposureId)!.pointerId !== source.pointerId;
  const own = acceptOwn(rows, isForeign, { field: "predictions", source });
  if (!own.ok) return own;
  const times = acceptSince(rows, (row) => known.get(row.exposureId)!.at, "predictions", now);
  if (!times.ok) return times;
  return ok({ known, days: [...new Set(found.flatMap(({ days }) => days))] });
}
