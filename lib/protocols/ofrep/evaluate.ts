import { createHash } from "node:crypto";
import { type Evaluation, evaluate, type ServedPointer } from "#lib/exposure/assignment.ts";
import { flagKey } from "#lib/exposure/flag-key.ts";
import type { AssignmentTable } from "#lib/exposure/serving/assignment-table.ts";
import { tableVersion } from "#lib/exposure/serving/table-version.ts";
import { isNoneMatch } from "#lib/http/etag.ts";
import { failed, JSON_HEADERS, type OfrepAnswer } from "./errors.ts";
import type { IssueReceipt } from "./receipts.ts";
import {
  type BulkEvaluation,
  type EvaluationContext,
  type EvaluationFailure,
  type EvaluationSuccess,
  STREAM_PATH,
} from "./wire.ts";

/** Which version serves this subject? Answered from memory. */
export function evaluateOne(
  table: AssignmentTable,
  workspaceId: string,
  key: string,
  context: EvaluationContext,
  receiptFor: IssueReceipt,
): OfrepAnswer {
  const served = table.find(workspaceId, key);
  if (!served)
    return failed(404, { key, errorCode: "FLAG_NOT_FOUND", errorDetails: "Nothing is live under this key." });
  const evaluation = evaluate(served, context.targetingKey);
  if (!evaluation) return failed(400, keyFault(key, context));
  table.served(served.exposureId);
  return {
    status: 200,
    headers: JSON_HEADERS,
    body: written(served, evaluation, receiptOf(served, evaluation, context, receiptFor)),
  };
}

/**
 * Every flag of the workspace. The ETag covers the table and the subject, so a repeat with it is answered 304: a receipt stays
 * valid as long as its exposure serves.
 */
export function evaluateAll(
  table: AssignmentTable,
  workspaceId: string,
  context: EvaluationContext,
  ifNoneMatch: string | undefined,
  { receiptFor, ticketOf }: { readonly receiptFor: IssueReceipt; ticketOf(): string },
): OfrepAnswer {
  const pointers = table.all(workspaceId);
  const etag = etagOf(pointers, context);
  const headers = { ...JSON_HEADERS, etag };
  if (isNoneMatch(ifNoneMatch, etag)) return { status: 304, headers, body: null };
  const flags = pointers.map((served): EvaluationSuccess | EvaluationFailure => {
    const evaluation = evaluate(served, context.targetingKey);
    if (!evaluation) return keyFault(flagKey(served.model, served.pointer), context);
    table.served(served.exposureId);
    const receipt = receiptOf(served, evaluation, context, receiptFor);
    return receipt === undefined ? evaluation : receipted(evaluation, receipt);
  });
  const bulk: BulkEvaluation = { flags, eventStreams: [streamOf(tableVersion(pointers), ticketOf())] };
  return { status: 200, headers, body: JSON.stringify(bulk) };
}

/** The stream, from what this answer was made of on: a change between the two is heard at once. */
const streamOf = (since: string, ticket: string): BulkEvaluation["eventStreams"][number] => ({
  type: "sse",
  endpoint: { requestUri: `${STREAM_PATH}?${new URLSearchParams({ since, ticket })}` },
  inactivityDelaySec: 120,
});

const keyFault = (key: string, { unusable }: EvaluationContext): EvaluationFailure =>
  unusable
    ? {
        key,
        errorCode: "INVALID_CONTEXT",
        errorDetails: "A rollout is under way: context.targetingKey is a text of at most 200 characters.",
      }
    : {
        key,
        errorCode: "TARGETING_KEY_MISSING",
        errorDetails: "A rollout is under way: send context.targetingKey.",
      };

const receiptOf = (
  served: ServedPointer,
  { variant }: Evaluation,
  { targetingKey }: EvaluationContext,
  receiptFor: IssueReceipt,
): string | undefined => receiptFor(served, variant === "candidate" ? "candidate" : "baseline", targetingKey);

const receipted = (evaluation: Evaluation, receipt: string): Evaluation => ({
  ...evaluation,
  metadata: { ...evaluation.metadata, receipt },
});

type Written = { readonly without: string; readonly beforeReceipt: string };
/** What follows a receipt, which is the last thing in an answer. */
const AFTER_RECEIPT = '"}}';

/** But for its receipt, an exposure has at most two answers, so the JSON of each is written once. */
function written(served: ServedPointer, evaluation: Evaluation, receipt: string | undefined): string {
  const { without, beforeReceipt } = writtenOnce(served, evaluation);
  return receipt === undefined ? without : beforeReceipt + receipt + AFTER_RECEIPT;
}

function writtenOnce(served: ServedPointer, evaluation: Evaluation): Written {
  const known = answersOf.get(served) ?? new Map<string, Written>();
  const text = known.get(evaluation.variant);
  if (text !== undefined) return text;
  const made = {
    without: JSON.stringify(evaluation),
    beforeReceipt: JSON.stringify(receipted(evaluation, "")).slice(0, -AFTER_RECEIPT.length),
  };
  answersOf.set(served, known.set(evaluation.variant, made));
  return made;
}
const answersOf = new WeakMap<ServedPointer, Map<string, Written>>();

function etagOf(pointers: readonly ServedPointer[], { targetingKey, unusable }: EvaluationContext): string {
  const hash = createHash("sha256");
  for (const { exposureId } of pointers) hash.update(exposureId);
  return `"${hash
    // No key that can be used begins with a NUL.
    .update(unusable ? "\u0000" : (targetingKey ?? ""))
    .digest("base64url")
    .slice(0, 27)}"`;
}
