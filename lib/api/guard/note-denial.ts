import { routePath } from "hono/route";
import { refusedToken } from "#lib/access/admission/caller-of-token.ts";
import type { Admission, ApiContext } from "#lib/api/contract/endpoint.ts";
import type { Doer, Tally } from "#lib/audit/tally.ts";
import { addressBlock } from "#lib/kernel/address-block.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { log } from "#lib/log.ts";
import { callerOfCookies, secretOf } from "./authenticate.ts";

/** Records a denied request: a line in the process's log, a count for the audit log. */
export function noteDenial(
  tally: Tally,
  { kind, code }: Pick<Refusal, "kind" | "code">,
  caller: Caller,
  context: ApiContext,
): void {
  if (kind !== "forbidden" && kind !== "throttled") return;
  const { method, path } = context.req;
  const by = { kind: caller.kind, id: caller.id, workspace: caller.workspaceId };
  log.warn({ requestId: context.get("requestId"), code, by, method, path }, "a request was denied");
  tally.note(
    { kind: "denial", workspaceId: caller.workspaceId, doer: doerOf(caller), code, ...whereFrom(context) },
    new Date(),
  );
}

/**
 * Attempts to get in: a session's cookie sent from a foreign page, an unknown token, an expired or revoked one. A
 * caller who simply did not sign in attempted nothing.
 */
export async function noteStranger(
  admission: Admission,
  refusal: Refusal,
  context: ApiContext,
): Promise<void> {
  const request = context.req.raw;
  if (refusal.kind === "forbidden") {
    const caller = await callerOfCookies(request, admission, new Date());
    if (caller) noteDenial(admission.tally, refusal, caller, context);
    return;
  }
  const authorization = request.headers.get("authorization");
  if (authorization !== null) await noteToken(admission, authorization, whereFrom(context));
}

type From = { what?: string; address: string };

/** Counts a refused token: an unknown one by its origin, an expired or revoked one by its own id. */
export async function noteToken(admission: Admission, authorization: string, from: From): Promise<void> {
  const secret = secretOf(authorization);
  const known = secret ? await refusedToken(admission.db, secret) : null;
  const doer: Doer = known
    ? { type: "token", id: known.id }
    : { type: "address", id: addressBlock(from.address) };
  const workspaceId = known?.workspaceId ?? null;
  const code = known ? "token-over" : "token-unknown";
  log.warn({ code, by: doer }, "a token was refused");
  admission.tally.note({ kind: "denial", workspaceId, doer, code, ...from }, new Date());
}

const doerOf = ({ kind, id }: Caller): Doer => ({ type: kind === "token" ? "token" : "person", id });

const whereFrom = (context: ApiContext) => ({
  what: `${context.req.method} ${routePath(context, -1)}`,
  address: context.req.header("x-client-address") ?? "unknown",
});
