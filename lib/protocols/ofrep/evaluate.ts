import { createHash } from "node:crypto";
import { type Evaluation, evaluate, type ServedPointer } from "#lib/exposure/assignment.ts";
import { flagKey } from "#lib/exposure/flag-key.ts";
import type { AssignmentTable } from "#lib/exposure/serving/assignment-table.ts";
import { isNoneMatch } from "#lib/http/etag.ts";
import { failed, JSON_HEADERS, type OfrepAnswer } from "./errors.ts";
import type { EvaluationContext, EvaluationFailure, EvaluationSuccess } from "./wire.ts";

/** Which version serves this subject? Answered from memory. */
export function evaluateOne(
  table: AssignmentTable,
  workspaceId: string,
  key: string,
  context: EvaluationContext,
): OfrepAnswer {
  const served = table.find(workspaceId, key);
  if (!served)
    return failed(404, { key, errorCode: "FLAG_NOT_FOUND", errorDetails: "Nothing is live under this key." });
  const evaluation = evaluate(served, context.targetingKey);
  if (!evaluation) return failed(400, keyFault(key, context));
  table.served(served.exposureId);
  return { status: 200, headers: JSON_HEADERS, body: written(served, evaluation) };
}

/** Every flag of the workspace. The ETag covers the table and the subject, so a repeat with it is answered 304. */
export function evaluateAll(
  table: AssignmentTable,
  workspaceId: string,
  context: EvaluationContext,
  ifNoneMatch: string | undefined,
): OfrepAnswer {
  const pointers = table.all(workspaceId);
  const etag = etagOf(pointers, context);
  const headers = { ...JSON_HEADERS, etag };
  if (isNoneMatch(ifNoneMatch, etag)) return { status: 304, headers, body: null };
  const flags = pointers.map((served): EvaluationSuccess | EvaluationFailure => {
    const evaluation = evaluate(served, context.targetingKey);
    if (evaluation) table.served(served.exposureId);
    return evaluation ?? keyFault(flagKey(served.model, served.pointer), context);
  });
  return { status: 200, headers, body: JSON.stringify({ flags }) };
}

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

/** An exposure has at most two answers, so the JSON of each is written once. */
function written(served: ServedPointer, evaluation: Evaluation): string {
  const known = answersOf.get(served) ?? new Map<string, string>();
  const text = known.get(evaluation.variant);
  if (text !== undefined) return text;
  const made = JSON.stringify(evaluation);
  answersOf.set(served, known.set(evaluation.variant, made));
  return made;
}
const answersOf = new WeakMap<ServedPointer, Map<string, string>>();

function etagOf(pointers: readonly ServedPointer[], { targetingKey, unusable }: EvaluationContext): string {
  const hash = createHash("sha256");
  for (const { exposureId } of pointers) hash.update(exposureId);
  return `"${hash
    // No key that can be used begins with a NUL.
    .update(unusable ? "\u0000" : (targetingKey ?? ""))
    .digest("base64url")
    .slice(0, 27)}"`;
}
