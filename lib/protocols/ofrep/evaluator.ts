import { permit } from "#lib/access/permission.ts";
import type { ApiParts } from "#lib/api/contract/endpoint.ts";
import { streamTickets } from "#lib/crypto/stream-ticket.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { away, failed, forbidden, type OfrepAnswer, unauthenticated } from "./errors.ts";
import { evaluateAll, evaluateOne } from "./evaluate.ts";
import { readContext } from "./read-context.ts";
import { type IssueReceipt, receiptIssuer } from "./receipts.ts";
import { type Known, rememberedCallers } from "./remembered-callers.ts";
import type { EvaluationContext } from "./wire.ts";

/** The path of evaluations: `POST` here for every flag, or one level below for one. */
export const EVALUATION_PATH = "/ofrep/v1/evaluate/flags";
/** The scope a token needs. */
export const EVALUATION_SCOPE = "assignment:evaluate";

/** An evaluation request, whatever it was read with. */
export type AskedFlag = {
  /** The flag's key; null for all flags. */
  readonly key: string | null;
  header(name: string): string | undefined;
  readonly body: Uint8Array;
};

/** Answers synchronously where the caller is remembered. */
export type Evaluator = (asked: AskedFlag) => OfrepAnswer | Promise<OfrepAnswer>;

/** Which version serves this request? OFREP 0.3.0, single and bulk, from memory. */
export function evaluator(parts: ApiParts): Evaluator {
  // The raw socket's bytes are read before the address is known.
  const from = { what: `POST ${EVALUATION_PATH}`, address: "unknown" };
  const callerOf = rememberedCallers(parts, from);
  const issuing = { receiptFor: receiptIssuer(parts.secret), ticketFor: streamTickets(parts.secret) };
  const noteScope = ({ id, workspaceId }: Caller, code: string) =>
    parts.tally.note({ kind: "denial", workspaceId, doer: { type: "token", id }, code, ...from }, new Date());
  const answerTo = (caller: Known, asked: AskedFlag): OfrepAnswer => {
    if (caller === "unavailable") return away;
    if (!caller) return unauthenticated;
    const permitted = permit(caller, EVALUATION_SCOPE);
    if (!permitted.ok) {
      noteScope(caller, permitted.error.code);
      return forbidden;
    }
    return parts.assignments.ready() ? evaluated(parts, caller, asked, issuing) : away;
  };
  return (asked) => {
    const caller = callerOf(asked);
    return caller instanceof Promise
      ? caller.then((found) => answerTo(found, asked))
      : answerTo(caller, asked);
  };
}

type Issuing = {
  readonly receiptFor: IssueReceipt;
  readonly ticketFor: ReturnType<typeof streamTickets>;
};

function evaluated(
  { assignments }: ApiParts,
  { id: tokenId, workspaceId }: Caller,
  asked: AskedFlag,
  { receiptFor, ticketFor }: Issuing,
): OfrepAnswer {
  const { key } = asked;
  const context = contextOf(asked);
  const ticketOf = () => ticketFor({ workspaceId, tokenId });
  if (key === null)
    return context
      ? evaluateAll(assignments, workspaceId, context, asked.header("if-none-match"), {
          receiptFor,
          ticketOf,
        })
      : failed(400, { errorCode: "INVALID_CONTEXT", errorDetails: "The context is not an object." });
  if (context) return evaluateOne(assignments, workspaceId, key, context, receiptFor);
  const errorDetails = 'Send the body as {"context":{"targetingKey":"…"}}.';
  return failed(400, { key, errorCode: "INVALID_CONTEXT", errorDetails });
}

function contextOf({ body, header }: AskedFlag): EvaluationContext | null {
  const isJson = body.length === 0 || /^application\/json *(;|$)/i.test(header("content-type") ?? "");
  return isJson ? readContext(body) : null;
}
