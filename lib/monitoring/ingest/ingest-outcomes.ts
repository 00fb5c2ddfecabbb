import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import type { Sql } from "#lib/db/sql.ts";
import type { Caller, EvidenceSource } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import {
  acceptTimes,
  answerTo,
  type IngestAnswer,
  type OutcomeBatch,
  outcomeBatch,
} from "#lib/monitoring/batch.ts";
import { correctOutcome } from "#lib/monitoring/commands/correct-outcome.ts";
import { isSameTruth, type Truth } from "#lib/monitoring/given.ts";
import { truthIn } from "#lib/monitoring/row-fields.ts";
import { foreignAnswers } from "#lib/monitoring/rows/foreign-answers.ts";
import { labelledBy, newestOutcomes, seenBy, shareOutcomes, toldOf } from "#lib/monitoring/rows/outcomes.ts";
import type { OpenDay } from "#lib/monitoring/rows/telemetry-days.ts";
import { acceptOwn, sourceOf } from "#lib/monitoring/source.ts";
import { acceptOutcomeMeasures } from "./accept-measures.ts";
import { joinOutcomes, reviseLabels } from "./join-outcomes.ts";
import { ingestOnce, joinNow, type Taken } from "./once.ts";

const idsOf = ({ outcomes }: OutcomeBatch) => outcomes.map((row) => row.predictionId);
const KIND = { name: "outcomes", idsOf, enter: shareOutcomes } as const;

type Asking = { caller: Caller; now: Date };

/**
 * Ingests ground truth, before or after the predictions it belongs to. A batch that corrects an outcome is a decision,
 * and so a command; where another batch made the same corrections meanwhile, nothing is left to correct.
 */
export async function ingestOutcomes(
  db: Database,
  input: unknown,
  asking: Asking,
): Promise<Result<IngestAnswer, Refusal>> {
  while (true) {
    const taken = await ingestFirst(db, input, asking);
    if (taken !== "corrects") return taken;
    const corrected = await run(db, correctOutcome, input, asking);
    if (corrected.ok) await countCorrections(db, input, asking);
    if (corrected.ok || corrected.error.code !== "outcome-not-corrected") return corrected;
  }
}

/** Ingests outcomes that correct none. */
async function ingestFirst(
  db: Database,
  input: unknown,
  asking: Asking,
): Promise<Result<IngestAnswer, Refusal> | "corrects"> {
  try {
    return await ingestOnce(db, asking, KIND, outcomeBatch, input, (tx, batch, open) =>
      storeFirst(tx, batch, open, asking),
    );
  } catch (error) {
    if (error instanceof Corrects) return "corrects";
    throw error;
  }
}

/** Ends a transaction that found an outcome to correct. */
class Corrects extends Error {}

async function storeFirst(
  tx: Sql,
  { batchId, outcomes }: OutcomeBatch,
  { day }: OpenDay,
  { caller, now }: Asking,
): Promise<Result<Taken, Refusal>> {
  const { workspaceId } = caller;
  const source = sourceOf(caller);
  const times = acceptTimes(outcomes, "outcomes", now);
  if (!times.ok) return times;
  const own = await acceptOwnOutcomes(tx, workspaceId, outcomes, source);
  if (!own.ok) return own;
  const measures = await acceptOutcomeMeasures(tx, workspaceId, outcomes);
  if (!measures.ok) return measures;
  // Sorted by id, so that overlapping batches take row locks in the same order.
  const sorted = outcomes.toSorted((a, b) => compare(a.predictionId, b.predictionId));
  const ids = sorted.map((outcome) => outcome.predictionId);
  const truths = sorted.map(truthIn);
  const ats = sorted.map((outcome) => outcome.at);
  const inserted = await tx.$queryRaw<{ predictionId: string }[]>`
    INSERT INTO outcome (workspace_id, prediction_id, label, truth, at, received_at, day, pointer_id)
    SELECT ${workspaceId}::uuid, *, ${now}::timestamptz, ${day}::date, ${labelledBy(source)}::uuid
    FROM unnest(${ids}::text[], ${truths.map(({ label }) => label)}::int2[], ${toldOf(truths)}::jsonb[], ${ats}::timestamptz[])
      AS sent (prediction_id, label, truth, at)
    WHERE NOT EXISTS (SELECT FROM outcome known WHERE known.workspace_id = ${workspaceId}::uuid
      AND known.prediction_id = sent.prediction_id AND known.pointer_id = ANY(${seenBy(source)}::uuid[])
      AND (known.day <> ${day}::date OR known.pointer_id <> ${labelledBy(source)}::uuid))
    ON CONFLICT DO NOTHING
    RETURNING prediction_id AS "predictionId"`;
  const taken = new Set(inserted.map(({ predictionId }) => predictionId));
  const known = await newestOutcomes(
    tx,
    workspaceId,
    ids.filter((id) => !taken.has(id)),
    source,
  );
  const truthOf = new Map<string, Truth>(known);
  const notTaken = sorted.flatMap(({ predictionId }, at) => {
    const truth = truths[at]!;
    // The first of an id in the batch is the one that was stored: the sort is stable.
    if (taken.delete(predictionId)) {
      truthOf.set(predictionId, truth);
      return [];
    }
    if (!isSameTruth(truthOf.get(predictionId)!, truth)) throw new Corrects();
    return [{ predictionId, why: "repeated" } as const];
  });
  return ok({ answer: answerTo(batchId, outcomes.length, notTaken), observations: [] });
}

/** An outcome may come before its prediction: then only its source's pointer can ever be labelled by it. */
async function acceptOwnOutcomes(
  tx: Sql,
  workspaceId: string,
  outcomes: OutcomeBatch["outcomes"],
  source: EvidenceSource,
): Promise<Result<null, Refusal>> {
  if (source.pointerId === null) return ok(null);
  const ids = outcomes.map(({ predictionId }) => predictionId);
  const foreign = await foreignAnswers(tx, workspaceId, ids, source.pointerId);
  const isForeign = ({ predictionId }: { predictionId: string }) => foreign.has(predictionId);
  return acceptOwn(outcomes, isForeign, { field: "outcomes", source });
}

/** Revises the buckets; what this process does not get to, the sweep does. */
async function countCorrections(db: Database, input: unknown, { caller, now }: Asking): Promise<void> {
  const ids = [...new Set(idsOf(outcomeBatch.parse(input)))];
  await joinNow(db, caller.workspaceId, [], async (tx) => [
    ...(await joinOutcomes(tx, caller.workspaceId, ids, now)),
    ...(await reviseLabels(tx, caller.workspaceId, ids, now)),
  ]);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
