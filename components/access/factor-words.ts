import type { FactorKind } from "#lib/access/second-factor.ts";
import type { FactorChange } from "#lib/access/views/factor-list.ts";

export const kindWords: Readonly<Record<FactorKind, string>> = {
  webauthn: "Passkey",
  totp: "Authenticator app",
};

const CHANGES: Readonly<Record<FactorChange["action"], (what: string) => string>> = {
  "factor.enrolled": (what) => `${what} added`,
  "factor.renamed": (what) => `${what} renamed`,
  "factor.removed": (what) => `${what} removed`,
  "factor.reset": () => "All factors reset",
  "recovery.renewed": () => "New recovery codes made",
};

/** "Passkey added by you" */
export function changeWords({ action, kind, byYou }: FactorChange): string {
  const what = kind === null ? "Factor" : kindWords[kind];
  return `${CHANGES[action](what)} by ${byYou ? "you" : "an admin"}`;
}
