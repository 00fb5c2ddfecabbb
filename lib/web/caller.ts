import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { callerOfSession } from "#lib/access/doors/caller-of-session.ts";
import { sessionOfCookies } from "#lib/api/authenticate.ts";
import { env } from "#lib/env.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { database } from "./database.ts";

/** The signed-in person, looked up anew for every page; null where there is none. */
export async function currentCaller(): Promise<Extract<Caller, { kind: "person" }> | null> {
  const sessionId = await sessionOfCookies((await headers()).get("cookie"), env().SECRET);
  const caller = sessionId ? await callerOfSession(database(), sessionId, new Date()) : null;
  return caller?.kind === "person" ? caller : null;
}

/** The signed-in person, or on to the sign-in page, which leads back here. */
export async function pageCaller(): Promise<Extract<Caller, { kind: "person" }>> {
  return (await currentCaller()) ?? redirect(signInAddress((await headers()).get("x-page-path")));
}

function signInAddress(path: string | null): string {
  const url = new URL((path ?? "/").replace(/^[/\\]*/, "/"), "http://here");
  // Next's own mark of a request that fetches a page's parts.
  url.searchParams.delete("_rsc");
  const wanted = url.pathname + url.search;
  return wanted === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(wanted)}`;
}
