import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { callerOfSession } from "#lib/access/admission/caller-of-session.ts";
import { sessionOfCookies } from "#lib/api/guard/authenticate.ts";
import { env } from "#lib/env.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { database } from "./database.ts";

type Person = Extract<Caller, { kind: "person" }>;

/**
 * Whose session it is, looked up again for every request, once for the page and all that stands around it; it may
 * still lack the second factor (`lacks`).
 */
export const sessionCaller = cache(async (): Promise<Person | null> => {
  const sessionId = await sessionOfCookies((await headers()).get("cookie"), env().SECRET);
  return sessionId ? callerOfSession(database(), sessionId, new Date()) : null;
});

/** The signed-in person, or on to the step of signing in that is missing, which leads back here. */
export async function pageCaller(): Promise<Person> {
  const caller = await sessionCaller();
  if (caller && !caller.lacks) return caller;
  const step = caller ? "/sign-in/second-step" : "/sign-in";
  return redirect(stepAddress(step, (await headers()).get("x-page-path")));
}

/** Where the reader wanted to go: a path of ours or home, never somebody else's address. */
export const ownPath = (next: string | string[] | undefined): string =>
  typeof next === "string" && /^\/(?![/\\])[^\\\s]*$/.test(next) ? next : "/";

/** A step of signing in that leads on to where the reader wanted to go. */
export const stepAddress = (step: string, path: string | null): string => {
  const url = new URL((path ?? "/").replace(/^[/\\]*/, "/"), "http://here");
  // Next's own mark of a request that fetches a page's parts.
  url.searchParams.delete("_rsc");
  const wanted = url.pathname + url.search;
  return wanted === "/" ? step : `${step}?next=${encodeURIComponent(wanted)}`;
};
