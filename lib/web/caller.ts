import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { callerOfSession } from "#lib/access/admission/caller-of-session.ts";
import { sessionOfCookies } from "#lib/api/guard/authenticate.ts";
import { env } from "#lib/env.ts";
import type { PersonCaller } from "#lib/kernel/caller.ts";
import { database } from "./database.ts";

/**
 * The session's person, read again for every request, once for the page and everything around it; the second factor
 * may still be missing (`lacks`).
 */
export const sessionCaller = cache(async (): Promise<PersonCaller | null> => {
  const sessionId = await sessionOfCookies((await headers()).get("cookie"), env().SECRET);
  return sessionId ? callerOfSession(database(), sessionId, new Date()) : null;
});

/** The signed-in person. Otherwise redirects to the missing step of signing in, which leads back here. */
export async function pageCaller(): Promise<PersonCaller> {
  const caller = await sessionCaller();
  if (caller && !caller.lacks) return caller;
  const step = caller ? "/sign-in/second-step" : "/sign-in";
  return redirect(stepAddress(step, (await headers()).get("x-page-path")));
}

/** The address of a sign-in step, which continues to the page the reader wanted. */
export const stepAddress = (step: string, path: string | null): string => {
  const url = new URL((path ?? "/").replace(/^[/\\]*/, "/"), "http://here");
  // Next's own marker of a request for parts of a page.
  url.searchParams.delete("_rsc");
  const wanted = url.pathname + url.search;
  return wanted === "/" ? step : `${step}?next=${encodeURIComponent(wanted)}`;
};
