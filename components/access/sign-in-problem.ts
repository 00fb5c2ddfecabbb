import type { Problem } from "#components/ui/answer.ts";
import { spanText } from "#components/ui/format-time.ts";

/**
 * What sign-in refused with, in words. The error is a refusal's code with the seconds to wait behind a colon, such
 * as `too-many-tries:30`, or one of next-auth's own words.
 */
export function signInProblem(error: string | null | undefined): Problem {
  const [code = "", seconds = ""] = (error ?? "").split(":");
  if (code === "wrong-credentials")
    return {
      title: "Wrong e-mail address or password.",
      todo: "Check both and try again. After several wrong tries you must wait a little.",
    };
  if (code === "too-many-tries")
    return {
      title: `Too many attempts. Wait ${spanText(Number(seconds) * 1000)}.`,
      todo: "Then try again. The account is not locked permanently.",
    };
  if (code === "CredentialsSignin")
    return {
      title: "This account has no access to any workspace.",
      todo: "Ask an admin of your workspace to invite you again.",
    };
  return {
    title: "You could not be signed in.",
    kept: "Your input is still here.",
    todo: "Try again in a moment; if it happens again, tell the operator of the server.",
  };
}
