import { whyNotPermitted } from "#lib/access/permission.ts";
import { signersWaiting } from "#lib/councils/rows/waiting-signers.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { SignerWaitingItem } from "#lib/overview/views/waiting-item.ts";

/** The signers who wait after a reset or a new factor, and to whose signing this person can consent. */
export async function signersToConsentTo(tx: Tx, caller: Caller, now: Date): Promise<SignerWaitingItem[]> {
  if (caller.kind !== "person" || whyNotPermitted(caller, "signing:consent") !== null) return [];
  return (await signersWaiting(tx, caller, now))
    .filter(({ whyNotConsent }) => whyNotConsent === null)
    .map(({ name: person }) => ({ kind: "consent-signing", person }));
}
