import { spanText } from "#components/ui/format-time.ts";
import type { Problem } from "#components/ui/outcome.ts";

/**
 * What sign-in refused with, in words. The error is a refusal's code with the seconds to wait behind a colon, such
 * as `too-many-tries:30`, or one of next-auth's own words.
 */
export function signInProblem(error: string | null | undefined): Problem {
  const [code = "", seconds = ""] = (error ?? "").split(":");
  if (code === "wrong-credentials")
    return {
      title: "The e-mail address or the password is not right.",
      todo: "Check both and try again. After several wrong tries there is a short wait.",
    };
  if (code === "too-many-tries")
    return {
      title: `Too many tries. Wait ${spanText(Number(seconds) * 1000)}.`,
      todo: "Then try again. Nothing is locked for good.",
    };
  if (code === "CredentialsSignin")
    return {
      title: "This account is not open in any workspace.",
      todo: "Ask an admin of your workspace to invite you again.",
    };
  return {
    title: "You could not be signed in.",
    kept: "What you typed is still here.",
    todo: "Try again in a moment; if it happens again, tell whoever runs the server.",
  };
}
