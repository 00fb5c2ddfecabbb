import type { ProvenAction } from "#components/access/presence-dialog.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { WaitingSigner } from "#lib/councils/views/waiting-signers.ts";
import { either } from "#lib/kernel/listed.ts";

/** What was renewed, and by whom: "Second factor added", "Password or factors reset by Ada Berg". */
export function renewalText({ renewal, by, name }: Pick<WaitingSigner, "renewal" | "by" | "name">): string {
  if (renewal === "factor") return "Second factor added";
  const who = by === null ? " by the operator" : by === name ? "" : ` by ${by}`;
  return { credential: "Let in", reset: "Password or factors reset", account: "Provider account bound" }[
    renewal
  ].concat(who);
}

/** Who could consent, for whoever cannot. */
export const consentersText = ({ consenters }: Pick<WaitingSigner, "consenters">): string =>
  consenters.length === 0
    ? "Nobody who is independent can consent now."
    : `${either(consenters)} can consent.`;

export const consentOf = ({ name }: WaitingSigner): ProvenAction => ({
  verb: "consent",
  label: "Consent",
  consequence: `${name} signs without waiting, until something of theirs is renewed again. Make sure that it was them who renewed it: a thief would ask for the same. From now on you and ${name} do not count as independent, so the two of you cannot both sign one release.`,
  asksReason: true,
  proofHint: "Required because your consent makes somebody a signer.",
});

export const waitingProvenance = (hours: number): string =>
  `policy: ${countOf(hours, "hour")} after a reset or a new factor`;
