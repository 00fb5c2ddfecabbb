import type { Context } from "hono";
import { routePath } from "hono/route";
import { refusedToken } from "#lib/access/admission/caller-of-token.ts";
import type { Doer, Tally } from "#lib/audit/tally.ts";
import { addressBlock } from "#lib/kernel/address-block.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { log } from "#lib/log.ts";
import { callerOfCookies, type Door, secretOf } from "./authenticate.ts";

type Asked = Context<{ Variables: { requestId: string } }>;

/** Who asked for what they may not have: a line for whoever watches the server, a count for the audit log. */
export function noteDenial(tally: Tally, { kind, code }: Refusal, caller: Caller, context: Asked): void {
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
 * Who tried to get past the doors: a session's cookie sent from a page of somebody else's, a token that is none or no
 * more. Who simply did not sign in tried nothing.
 */
export async function noteStranger(door: Door, refusal: Refusal, context: Asked): Promise<void> {
  const request = context.req.raw;
  if (refusal.kind === "forbidden") {
    const caller = await callerOfCookies(request, door, new Date());
    if (caller) noteDenial(door.tally, refusal, caller, context);
    return;
  }
  const authorization = request.headers.get("authorization");
  if (authorization !== null) await noteToken(door, authorization, whereFrom(context));
}

type From = { what?: string; address: string };

/** A token that is unknown is told by where it came from, one that is over by itself. */
export async function noteToken(door: Door, authorization: string, from: From): Promise<void> {
  const secret = secretOf(authorization);
  const known = secret ? await refusedToken(door.db, secret) : null;
  const doer: Doer = known
    ? { type: "token", id: known.id }
    : { type: "address", id: addressBlock(from.address) };
  const workspaceId = known?.workspaceId ?? null;
  const code = known ? "token-over" : "token-unknown";
  log.warn({ code, by: doer }, "a token was refused");
  door.tally.note({ kind: "denial", workspaceId, doer, code, ...from }, new Date());
}

const doerOf = ({ kind, id }: Caller): Doer => ({ type: kind === "token" ? "token" : "person", id });

const whereFrom = (context: Asked) => ({
  what: `${context.req.method} ${routePath(context, -1)}`,
  address: context.req.header("x-client-address") ?? "unknown",
});
