import type { StateLook } from "#components/ui/state-pill.tsx";
import type { ReleaseState } from "#lib/releases/release.ts";

/** Every state of a release as a word, a tone and an icon. */
export const releaseLooks: Readonly<Record<ReleaseState, StateLook>> = {
  draft: { word: "Draft", tone: "plain", icon: "pen" },
  "in-review": { word: "In review", tone: "yours" },
  "changes-requested": { word: "Changes requested", tone: "hold", icon: "alert" },
  approved: { word: "Approved", tone: "pass" },
  releasing: { word: "Releasing", tone: "yours", icon: "play" },
  released: { word: "Released", tone: "pass" },
  superseded: { word: "Superseded", tone: "plain" },
  "rolled-back": { word: "Rolled back", tone: "fail", icon: "back" },
  withdrawn: { word: "Withdrawn", tone: "plain", icon: "slash" },
  rejected: { word: "Rejected", tone: "fail" },
  expired: { word: "Expired", tone: "plain", icon: "hourglass" },
};
