import type { StateLook } from "#components/ui/state-pill.tsx";
import type { IdentityLevel } from "#lib/access/identity-level.ts";
import type { OpenLink, PersonState } from "#lib/access/views/person-list.ts";

/** How the states of a person look. */
export const stateLooks: Readonly<Record<PersonState, StateLook>> = {
  invited: { word: "Invited, not yet joined", tone: "hold", icon: "hourglass" },
  joined: { word: "Joined", tone: "pass" },
  disabled: { word: "Left", tone: "plain" },
};

/** How a person's identity is called, and what that means. */
export const levelWords: Readonly<Record<IdentityLevel, { word: string; says: string }>> = {
  "handed-over": {
    word: "Handed over",
    says: "Their way in was handed over. High and critical tiers do not take it, unless the policy says so.",
  },
  mailed: { word: "Mailed", says: "Their way in was mailed to their address, and nobody here saw it." },
  provider: { word: "Provider", says: "A provider of identities vouches for them." },
};

/** Where a link is: "The mail server took it.", "Could not be mailed: send a new one." */
export function linkText({ via, over, sentAt, trouble, gaveUp }: OpenLink): string {
  if (over) return "It is over: send a new one.";
  if (via === "handed-over") return "Handed over by whoever issued it.";
  if (gaveUp) return "Could not be mailed: send a new one.";
  if (trouble !== null && sentAt === null) return "Could not be mailed yet.";
  return sentAt === null ? "On its way to the mail server." : "The mail server took it.";
}
