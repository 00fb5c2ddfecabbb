import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { look } from "#lib/command/query.ts";
import { run } from "#lib/command/run.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { allowDeployment } from "#lib/releases/commands/allow-deployment.ts";
import { deploymentAnswerSchema } from "#lib/releases/deployment.ts";
import { deploymentAnswer, type deploymentAsked } from "#lib/releases/queries/deployment-answer.ts";
import { deploymentReceipt } from "#lib/releases/queries/deployment-receipt.ts";
import { deploymentReceiptView } from "#lib/releases/views/deployment-receipt.ts";

/** More waiting callers than this are answered at once, as pending. */
const WAITING_MAX = 32;
const LOOK_MS = 2000;
/** The log signs an entry within a fraction of a second, where its signer runs. */
const RECEIPT_MS_MAX = 3000;
const RECEIPT_LOOK_MS = 150;

/** The answer to a pipeline. The receipt is null without a yes, and where the log's signer is late. */
export const gateAnswer = deploymentAnswerSchema.extend({
  deployment: z.string().nullable(),
  receipt: deploymentReceiptView.nullable(),
});
export type GateAnswer = z.infer<typeof gateAnswer>;

type Asking = {
  readonly db: Database;
  readonly caller: Caller;
  readonly requestId?: string;
  /** How long a pending answer may be held back. */
  readonly waitSeconds: number;
  readonly signal?: AbortSignal;
};
type Asked = z.infer<typeof deploymentAsked>;

let waiting = 0;

/** Asks whether an artifact may be deployed, waits while the release is undecided, and records a yes. */
export async function askGate(by: Asking, asked: Asked): Promise<Result<GateAnswer, Refusal>> {
  const until = performance.now() + by.waitSeconds * 1000;
  for (;;) {
    const answer = await answerNow(by, asked);
    if (!answer.ok || answer.value.decision !== "pending") return answer;
    if (performance.now() + LOOK_MS > until || by.signal?.aborted || waiting >= WAITING_MAX) return answer;
    waiting += 1;
    await sleep(LOOK_MS, undefined, by.signal ? { signal: by.signal } : {}).catch(() => {});
    waiting -= 1;
  }
}

async function answerNow(by: Asking, asked: Asked): Promise<Result<GateAnswer, Refusal>> {
  const answer = await withoutReceipt(by, asked);
  if (!answer.ok || answer.value.decision !== "allow") return answer;
  const { db, caller, requestId } = by;
  const allowed = await run(db, allowDeployment, asked, { caller, ...(requestId ? { requestId } : {}) });
  if (!allowed.ok) return overtaken(allowed, await withoutReceipt(by, asked));
  const { deployment } = allowed.value;
  const receipt = await receiptOf(by, { pointer: asked.pointer, deployment });
  return ok({ ...answer.value, deployment, receipt });
}

/** A yes that did not hold once it was to be recorded: what holds now, never a yes that the log does not have. */
const overtaken = (
  refused: Result<never, Refusal>,
  now: Result<GateAnswer, Refusal>,
): Result<GateAnswer, Refusal> => (now.ok && now.value.decision === "allow" ? refused : now);

async function withoutReceipt({ db, caller }: Asking, asked: Asked): Promise<Result<GateAnswer, Refusal>> {
  const answer = await look(db, deploymentAnswer, asked, { caller });
  return answer.ok ? ok({ ...answer.value, deployment: null, receipt: null }) : answer;
}

async function receiptOf(
  { db, caller }: Asking,
  of: { readonly pointer: string; readonly deployment: string },
): Promise<GateAnswer["receipt"]> {
  const until = performance.now() + RECEIPT_MS_MAX;
  for (;;) {
    const receipt = await look(db, deploymentReceipt, of, { caller });
    if (receipt.ok) return receipt.value;
    if (receipt.error.code !== "event-not-signed-yet" || performance.now() > until) return null;
    await sleep(RECEIPT_LOOK_MS);
  }
}
