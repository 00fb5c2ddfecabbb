import { admitTry, forgiveTry } from "#lib/access/admission/admit-try.ts";
import type { KnownBrowser } from "#lib/access/admission/check-credentials.ts";
import {
  accountKey,
  networkKey,
  presenceKey,
  type ThrottleKey,
} from "#lib/access/admission/throttle-keys.ts";
import { refuseProvider } from "#lib/access/provider-refusals.ts";
import { endVisit } from "#lib/access/rows/end-visit.ts";
import type { Asked, Serving } from "#lib/api/contract/endpoint.ts";
import { callerOfCookies } from "#lib/api/guard/authenticate.ts";
import { databaseNow } from "#lib/db/clock.ts";
import { addressBlock } from "#lib/kernel/address-block.ts";
import type { PersonCaller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import type { Result } from "#lib/kernel/result.ts";
import { log } from "#lib/log.ts";
import { knownBrowser } from "#lib/web/known-browser.ts";
import { answerVisit, type Onward } from "./answer-visit.ts";
import { readClaims } from "./read-claims.ts";
import { noVisitCookie, type Visit, type VisitPurpose, visitOf } from "./visit.ts";

/** The end of a visit to the provider: on to where it was for, or back to where it began, with what went wrong. */
export async function returnFromProvider(parts: Serving, asked: Asked<null, unknown>): Promise<Response> {
  const visit = await visitOf(asked.context.req.header("cookie") ?? null, parts.secret);
  const answered =
    visit && isOwnName(asked, parts) ? await returned(parts, visit, asked) : refuseProvider("visit-missing");
  if (!answered.ok) noteRefused(parts, answered.error, asked.address);
  const { path, cookies } = answered.ok ? answered.value : backTo(visit, answered.error);
  const headers = new Headers({ location: path, "cache-control": "no-store" });
  for (const cookie of [noVisitCookie(), ...cookies]) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/** Whether the browser knows this server by one of its names, and not by one that a foreign page bound to its address. */
const isOwnName = ({ context }: Asked<null, unknown>, { origins }: Serving): boolean =>
  [...origins].some((origin) => new URL(origin).host === new URL(context.req.url).host);

async function returned(
  { db, secret, ...admission }: Serving,
  visit: Visit,
  { context, address }: Asked<null, unknown>,
): Promise<Result<Onward, Refusal>> {
  const now = await databaseNow(db);
  const caller = await callerOfCookies(context.req.raw, { db, secret, ...admission }, now);
  const browser = await knownBrowser(context.req.header("cookie") ?? null, secret);
  // Each answer costs a request to the provider: whoever makes them up is slowed down as for passwords.
  const keys = [keyOf(visit.purpose, { caller, browser, address })];
  const admitted = await admitTry(db, keys, now);
  if (!admitted.ok) return admitted;
  if (!(await endVisit(db.prisma, visit.id, now))) return refuseProvider("visit-over");
  const claims = await readClaims(visit, new URL(context.req.url).search);
  if (!claims.ok) return claims;
  await forgiveTry(db, keys);
  const from = { address, userAgent: context.req.header("user-agent") ?? "" };
  return answerVisit(visit, { db, secret, claims: claims.value, caller, from, now });
}

type Comer = { caller: PersonCaller | null; browser: KnownBrowser | null; address: string };

/**
 * Where an answer is counted: for a session by its person, for a link by the link, and for a browser that somebody signed
 * in with before by that browser. So what strangers fail at in the same network keeps none of them waiting.
 */
function keyOf(purpose: VisitPurpose, { caller, browser, address }: Comer): ThrottleKey {
  if (purpose.kind === "join") return accountKey(`link:${purpose.linkId}`);
  if (purpose.kind !== "sign-in" && caller?.sessionId === purpose.sessionId) return presenceKey(caller.id);
  return browser ? accountKey(`browser:${browser.id}`) : networkKey(address);
}

/** Back where the visit began; its page words the refusal by its code. */
function backTo(visit: Visit | null, { code }: Refusal): Onward {
  const refused = new URLSearchParams({ refused: code });
  if (visit && isInWindow(visit)) {
    refused.set("visit", visit.id);
    return { path: `/sign-in/proof?${refused}`, cookies: [] };
  }
  const paths = {
    "sign-in": "/sign-in",
    join: "/sign-in",
    bind: "/account",
    prove: "/sign-in",
  } as const satisfies Record<Visit["purpose"]["kind"], string>;
  return { path: `${paths[visit?.purpose.kind ?? "sign-in"]}?${refused}`, cookies: [] };
}

/** Whether a page waits for the outcome. */
const isInWindow = ({ purpose }: Visit): boolean =>
  purpose.kind === "prove" || (purpose.kind === "sign-in" && purpose.again !== undefined);

function noteRefused({ tally }: Serving, { code }: Refusal, address: string): void {
  log.warn({ code, address }, "a way back from the provider was refused");
  const doer = { type: "address", id: addressBlock(address) } as const;
  tally.note({ kind: "denial", workspaceId: null, doer, code, address }, new Date());
}
