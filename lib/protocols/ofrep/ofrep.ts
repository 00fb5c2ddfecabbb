import { createHash } from "node:crypto";
import { type Evaluation, evaluate, type ServedPointer } from "#lib/exposure/assignment.ts";
import type { AssignmentTable } from "#lib/exposure/serving/assignment-table.ts";

/** OFREP 0.3.0 evaluation, from memory. Which flag, for whom: nothing of the context but the targeting key is read. */

export type OfrepAnswer = {
  readonly status: number;
  /** JSON; null where there is nothing to say. */
  readonly body: string | null;
  readonly etag?: string;
};

type Context = { readonly targetingKey: string | undefined };

/** Reads `{"context":{"targetingKey":…}}`; null where the body is something else. No context is allowed. */
export function readContext(body: unknown): Context | null {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return null;
  const context = (body as { context?: unknown }).context ?? {};
  if (typeof context !== "object" || context === null || Array.isArray(context)) return null;
  const { targetingKey } = context as { targetingKey?: unknown };
  if (targetingKey === undefined || targetingKey === null || targetingKey === "")
    return { targetingKey: undefined };
  return typeof targetingKey === "string" && targetingKey.length <= 200 ? { targetingKey } : null;
}

export function evaluateOne(
  table: AssignmentTable,
  workspaceId: string,
  key: string,
  context: Context,
): OfrepAnswer {
  const served = table.find(workspaceId, key);
  if (!served) return failure(404, key, "FLAG_NOT_FOUND", "Nothing is live under this key.");
  const evaluation = evaluate(served, context.targetingKey);
  if (!evaluation)
    return failure(400, key, "TARGETING_KEY_MISSING", "A rollout is under way: send context.targetingKey.");
  table.served(served.exposureId);
  return { status: 200, body: written(served, evaluation) };
}

/** Every flag of the workspace. The ETag covers the table and the subject, so a repeat with it is answered 304. */
export function evaluateAll(
  table: AssignmentTable,
  workspaceId: string,
  context: Context,
  ifNoneMatch: string | undefined,
): OfrepAnswer {
  const pointers = table.all(workspaceId);
  const etag = etagOf(pointers, context.targetingKey);
  if (ifNoneMatch?.split(/, */).includes(etag)) return { status: 304, body: null, etag };
  const flags = pointers.map((served): Evaluation | ReturnType<typeof missingKey> => {
    const evaluation = evaluate(served, context.targetingKey);
    if (evaluation) table.served(served.exposureId);
    return evaluation ?? missingKey(`${served.model}.${served.pointer}`);
  });
  return { status: 200, body: JSON.stringify({ flags }), etag };
}

const missingKey = (key: string) => ({
  key,
  errorCode: "TARGETING_KEY_MISSING",
  errorDetails: "A rollout is under way: send context.targetingKey.",
});

export const failure = (
  status: number,
  key: string | undefined,
  errorCode: string,
  errorDetails: string,
): OfrepAnswer => ({
  status,
  body: JSON.stringify({ key, errorCode, errorDetails }),
});

/** An exposure answers in two ways at most, so the JSON of each is written once. */
function written(served: ServedPointer, evaluation: Evaluation): string {
  const known = answersOf.get(served) ?? new Map<string, string>();
  const text = known.get(evaluation.variant);
  if (text !== undefined) return text;
  const made = JSON.stringify(evaluation);
  answersOf.set(served, known.set(evaluation.variant, made));
  return made;
}
const answersOf = new WeakMap<ServedPointer, Map<string, string>>();

function etagOf(pointers: readonly ServedPointer[], targetingKey: string | undefined): string {
  const hash = createHash("sha256");
  for (const { exposureId } of pointers) hash.update(exposureId);
  return `"${hash
    .update(targetingKey ?? "")
    .digest("base64url")
    .slice(0, 27)}"`;
}
