import type { FactorKind } from "#lib/access/second-factor.ts";

/** A person's factor as a list shows it. */
export type FactorRow = {
  id: string;
  kind: FactorKind;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
};

/** A change of a person's factors, for the person to recognise or to object to. */
export type FactorChange = { event: string; action: string; at: string; byYou: boolean; kind: string | null };

export const kindWords: Readonly<Record<FactorKind, string>> = {
  webauthn: "Passkey",
  totp: "Authenticator app",
};

const CHANGES: Readonly<Record<string, (what: string) => string>> = {
  "factor.enrolled": (what) => `${what} added`,
  "factor.renamed": (what) => `${what} renamed`,
  "factor.removed": (what) => `${what} removed`,
  "factor.reset": () => "All factors reset",
  "recovery.renewed": () => "New recovery codes made",
};

/** "Passkey added by you" */
export function changeWords({ action, kind, byYou }: FactorChange): string {
  const what = kind === "webauthn" || kind === "totp" ? kindWords[kind] : "Factor";
  return `${CHANGES[action]?.(what) ?? action} by ${byYou ? "you" : "an admin"}`;
}
