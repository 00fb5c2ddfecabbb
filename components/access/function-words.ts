import type { Tone } from "#components/ui/tone.ts";
import type { ListedGrant } from "#lib/access/views/function-list.ts";

/** How a grant's state reads, and its colour. */
export const grantStates: Readonly<Record<ListedGrant["state"], { word: string; tone: Tone }>> = {
  proposed: { word: "Proposed", tone: "hold" },
  "half-founded": { word: "Waits for the other founder", tone: "hold" },
  waiting: { word: "Not in effect yet", tone: "hold" },
  held: { word: "Held", tone: "pass" },
};
