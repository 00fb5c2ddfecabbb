import type { ReasonedAction } from "#components/ui/reason-dialog.tsx";
import type { OpenSession } from "#lib/access/views/open-session.ts";

/** Which session is to end. */
export type Ending = OpenSession | "all";

export const allLabel = (name: string | null): string =>
  name === null ? "End all other sessions" : "End all sessions";

/** What ending means, before it is done. `name` is null for the reader's own. */
export function endingOf(ending: Ending, name: string | null): ReasonedAction {
  const who = name ?? "You";
  const consequence =
    ending === "all"
      ? `${who} will have to sign in again${name === null ? " everywhere but here" : " everywhere"}.`
      : `${ending.device} at ${ending.address} is signed out on its next request.`;
  const label = ending === "all" ? allLabel(name) : "End session";
  return { verb: "end", label, consequence, variant: "danger", asksReason: false };
}

/** How somebody signed in to a session. */
export const methodText = ({ method, lacks }: Pick<OpenSession, "method" | "lacks">): string =>
  lacks ? "by password, second step not given" : methodWords[method];

const methodWords: Readonly<Record<OpenSession["method"], string>> = {
  password: "by password",
  provider: "through a provider",
  webauthn: "by password and passkey",
  totp: "by password and one-time code",
  recovery: "by password and recovery code",
};
