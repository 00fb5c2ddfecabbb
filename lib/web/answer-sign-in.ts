import { env } from "#lib/env.ts";
import { rememberBrowser } from "./known-browser.ts";

/** The sign-in library's answer; where a person signed in, their browser is remembered with it. */
export async function answerSignIn(
  answer: (onSignIn: (personId: string) => void) => Promise<Response>,
): Promise<Response> {
  const signedIn: string[] = [];
  const response = await answer((personId) => signedIn.push(personId));
  for (const personId of signedIn)
    response.headers.append("set-cookie", await rememberBrowser(personId, env().SECRET));
  return response;
}
