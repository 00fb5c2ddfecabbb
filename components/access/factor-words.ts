import type { FactorKind } from "#lib/access/second-factor.ts";
import type { FactorChange } from "#lib/access/views/factor-list.ts";

export const kindWords: Readonly<Record<FactorKind, string>> = {
  webauthn: "Passkey",
  totp: "Authenticator app",
};

const CHANGES: Readonly<Record<FactorChange["action"], (what: string, by: string) => string>> = {
  "factor.enrolled": (what, by) => `${what} added by ${by}`,
  "factor.renamed": (what, by) => `${what} renamed by ${by}`,
  "factor.removed": (what, by) => `${what} removed by ${by}`,
  "factor.reset": (_, by) => `All factors reset by ${by}`,
  "recovery.renewed": (_, by) => `New recovery codes made by ${by}`,
  "link.issued": (_, by) => `Link to a new password issued by ${by}`,
  "person.enabled": (_, by) => `Access given back by ${by}`,
  // Whoever held the link: the server cannot tell who that was.
  "link.redeemed": () => "New password set by link",
};

/** "Passkey added by you" */
export function changeWords({ action, kind, byYou }: FactorChange): string {
  const what = kind === null ? "Factor" : kindWords[kind];
  return CHANGES[action](what, byYou ? "you" : "an admin");
}
