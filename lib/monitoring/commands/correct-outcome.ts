import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { lockPointer } from "#lib/exposure/rows/current-exposure.ts";
import type { EvidenceSource } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import {
  acceptTimes,
  answerTo,
  ingestAnswer,
  type OutcomeBatch,
  outcomeBatch,
} from "#lib/monitoring/batch.ts";
import { isCorrection, type RevisedOutcome, settleOutcomes } from "#lib/monitoring/correction.ts";
import { type AnswerCorrected, answersCorrected } from "#lib/monitoring/rows/answers-corrected.ts";
import {
  type BatchId,
  claimBatch,
  digestOfBatch,
  earlierAnswer,
  keepAnswer,
} from "#lib/monitoring/rows/ingest-batch.ts";
import { holdOutcomes, newestOutcomes, storeOutcomes } from "#lib/monitoring/rows/outcomes.ts";
import { enterTelemetryDay } from "#lib/monitoring/rows/telemetry-days.ts";
import { sourceOf } from "#lib/monitoring/source.ts";

/** An event lists at most this many exposures. */
const EXPOSURES_MAX = 50;

/**
 * Ingests a batch of outcomes that corrects some, once, whole or not at all. Each correction is stored beside what it
 * corrects. A correction may change what a rollout comes to, so it leaves an event: of each pointer whose answers it
 * concerns. The newest of two is the one that was stored later, whatever the senders' clocks say.
 */
export const correctOutcome = defineCommand({
  name: "correct-outcome",
  permission: "outcome:correct",
  summary: "Ingest outcomes that correct earlier ones",
  input: outcomeBatch,
  output: ingestAnswer,

  async load(tx, batch, { caller, now }) {
    const { workspaceId } = caller;
    const source = sourceOf(caller);
    const times = acceptTimes(batch.outcomes, "outcomes", now);
    if (!times.ok) return times;
    const { day } = await enterTelemetryDay(tx);
    await holdOutcomes(tx, workspaceId);
    const id: BatchId = {
      workspaceId,
      kind: "outcomes",
      source: source.name,
      id: batch.batchId,
      digest: digestOfBatch(batch),
    };
    if (await earlierAnswer(tx, id)) return nothingCorrected;
    const ids = [...new Set(batch.outcomes.map(({ predictionId }) => predictionId))];
    const settled = settleOutcomes(batch.outcomes, await newestOutcomes(tx, workspaceId, ids, source));
    const corrections = settled.stored.filter(isCorrection);
    const correctedIds = [...new Set(corrections.map(({ predictionId }) => predictionId))];
    const answers = await answersCorrected(tx, workspaceId, correctedIds, source);
    const pointers = [...new Set(answers.map(({ pointerId }) => pointerId))].sort();
    for (const pointerId of pointers) await lockPointer(tx, pointerId);
    return ok({ ...settled, id, day, source, corrections, answers });
  },

  decide({ corrections, answers, source }, { batchId }, { caller: { workspaceId } }) {
    if (corrections.length === 0) return nothingCorrected;
    const sent = { batchId, source };
    const stored = new Set(answers.map(({ predictionId }) => predictionId));
    const strangers = corrections.filter(({ predictionId }) => !stored.has(predictionId));
    const byPointer = Map.groupBy(answers, ({ pointerId }) => pointerId);
    return ok([
      ...[...byPointer].map(([pointerId, own]) => {
        const targets = [{ type: "pointer", id: pointerId }];
        return eventOf("outcome.corrected", {
          stream: `pointer/${pointerId}`,
          targets,
          data: { ...concerning(sent, corrections, own), pointer: own[0]!.pointer },
        });
      }),
      ...(strangers.length === 0
        ? []
        : [
            eventOf("outcome.corrected", {
              stream: `telemetry/${workspaceId}`,
              targets: [],
              data: saidOf(sent, strangers, []),
            }),
          ]),
    ]);
  },

  async record(tx, _events, { id, source, stored, repeated, corrections, ...at }, by) {
    const { workspaceId } = by.caller;
    const arrival = { now: by.now, day: at.day, source };
    const answer = answerTo(
      id.id,
      stored.length + repeated.length,
      repeated.map((predictionId) => ({ predictionId, why: "repeated" as const })),
      corrections.length,
    );
    await claimBatch(tx, id, by.now);
    await storeOutcomes(tx, workspaceId, stored, arrival);
    await keepAnswer(tx, id, answer, arrival.day);
    return answer;
  },
});

const nothingCorrected = refuse(
  "conflict",
  "outcome-not-corrected",
  "No outcome of this batch corrects another.",
  {
    todo: "Send the batch again: it is ingested as one of first outcomes, or answered as before.",
  },
);

type SentBatch = Pick<OutcomeBatch, "batchId"> & { readonly source: EvidenceSource };

/** What is said of the corrections that concern these answers. */
function concerning(
  batch: SentBatch,
  corrections: readonly RevisedOutcome[],
  own: readonly AnswerCorrected[],
) {
  const ids = new Set(own.map(({ predictionId }) => predictionId));
  return saidOf(
    batch,
    corrections.filter(({ predictionId }) => ids.has(predictionId)),
    own,
  );
}

function saidOf(
  { batchId, source }: SentBatch,
  corrections: readonly RevisedOutcome[],
  answers: readonly AnswerCorrected[],
) {
  const exposures = [...Map.groupBy(answers, ({ exposureId }) => exposureId)]
    .map(([exposure, given]) => ({ exposure, answers: given.length }))
    .sort((a, b) => b.answers - a.answers || (a.exposure < b.exposure ? -1 : 1));
  const ids = [...new Set(corrections.map(({ predictionId }) => predictionId))].sort();
  return {
    batch: batchId,
    ...(source.name === "" ? {} : { source: source.name }),
    corrected: corrections.length,
    toOne: corrections.filter(({ label }) => label === 1).length,
    exposures: exposures.slice(0, EXPOSURES_MAX),
    ...(exposures.length > EXPOSURES_MAX ? { otherExposures: exposures.length - EXPOSURES_MAX } : {}),
    ids: digestOfJson(ids),
  };
}
