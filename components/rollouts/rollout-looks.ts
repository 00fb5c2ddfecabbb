import { looksOf } from "#components/ui/looks-of.ts";
import type { StateLook } from "#components/ui/state-pill.tsx";
import type { RolloutState } from "#lib/rollouts/rollout.ts";
import type { EvidenceState } from "#lib/rollouts/verdict.ts";

/** Every state of a rollout as a word, a tone and an icon. A running one looks as healthy as its evidence. */
export const rolloutLooks = looksOf<RolloutState>({
  running: { tone: "yours", icon: "play" },
  paused: { tone: "hold", icon: "pause" },
  halted: { tone: "fail", icon: "halt" },
  "rolling-back": { tone: "fail", icon: "back" },
  "rolled-back": { tone: "fail", icon: "back" },
  completed: { tone: "pass" },
});

/** What the evidence says of a running rollout. */
export type Health = "healthy" | "holding" | "failing" | "silent";

export const healthLooks: Readonly<Record<Health, StateLook>> = {
  healthy: { word: "Healthy", tone: "pass" },
  holding: { word: "Holding", tone: "hold" },
  failing: { word: "Failing", tone: "fail" },
  silent: { word: "No data", tone: "none" },
};

/** Evidence that is missing, too thin or too old is hatched, never red or green. */
export const evidenceLooks: Readonly<Record<EvidenceState, StateLook>> = {
  PASS: { word: "Pass", tone: "pass" },
  FAIL: { word: "Fail", tone: "fail" },
  INCONCLUSIVE: { word: "Undecided", tone: "hold" },
  NO_DATA: { word: "No data", tone: "none" },
  INSUFFICIENT: { word: "Too little yet", tone: "none", icon: "hourglass" },
  INCOMPLETE: { word: "Incomplete", tone: "none", icon: "hourglass" },
  STALE: { word: "Stale", tone: "none", icon: "alert" },
  ERROR: { word: "Error", tone: "fail", icon: "alert" },
};
