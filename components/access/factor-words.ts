import type { FactorKind } from "#lib/access/second-factor.ts";
import type { FactorChange } from "#lib/access/views/factor-list.ts";

export const kindWords: Readonly<Record<FactorKind, string>> = {
  webauthn: "Passkey",
  totp: "Authenticator app",
};

type Words = (what: string, by: string, joins: boolean) => string;

const CHANGES: Readonly<Record<FactorChange["action"], Words>> = {
  "factor.enrolled": (what, by) => `${what} added by ${by}`,
  "factor.renamed": (what, by) => `${what} renamed by ${by}`,
  "factor.removed": (what, by) => `${what} removed by ${by}`,
  "factor.reset": (_, by) => `All factors reset by ${by}`,
  "recovery.renewed": (_, by) => `New recovery codes made by ${by}`,
  "password.changed": (_, by) => `Password changed by ${by}`,
  "link.issued": (_, by, joins) => `Link to ${joins ? "join" : "a new password"} issued by ${by}`,
  // Whoever held the link: the server cannot tell who that was.
  "link.redeemed": (_what, _by, joins) => (joins ? "Joined by link" : "New password set by link"),
  "identity.bound": () => "Sign-in account bound",
  "identity.unbound": (_, by) => `Sign-in account unbound by ${by}`,
  "person.disabled": (_, by) => `Access ended by ${by}`,
  "person.enabled": (_, by) => `Access given back by ${by}`,
};

/** "Passkey added by you" */
export function changeWords({ action, kind, purpose, byYou }: FactorChange): string {
  const what = kind === null ? "Factor" : kindWords[kind];
  return CHANGES[action](what, byYou ? "you" : "an admin", purpose === "join");
}
