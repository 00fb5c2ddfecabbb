import { looksOf } from "#components/ui/looks-of.ts";
import type { ShownState } from "#lib/releases/conditions.ts";

/** Every state of a release as a word, a tone and an icon. */
export const releaseLooks = looksOf<ShownState>({
  draft: { tone: "plain", icon: "pen" },
  "in-review": { tone: "yours" },
  "changes-requested": { tone: "hold", icon: "alert" },
  approved: { tone: "pass" },
  "approved-with-conditions": { tone: "pass", icon: "hourglass" },
  releasing: { tone: "yours", icon: "play" },
  released: { tone: "pass" },
  superseded: { tone: "plain" },
  "rolled-back": { tone: "fail", icon: "back" },
  withdrawn: { tone: "plain", icon: "slash" },
  rejected: { tone: "fail" },
  expired: { tone: "plain", icon: "hourglass" },
});
