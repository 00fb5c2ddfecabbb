import type { StateLook } from "#components/ui/state-pill.tsx";
import type { RolloutState } from "#lib/rollouts/rollout.ts";

/** Every state of a rollout as a word, a tone and an icon. A running one looks as healthy as its evidence. */
export const rolloutLooks: Readonly<Record<RolloutState, StateLook>> = {
  running: { word: "Running", tone: "yours", icon: "play" },
  paused: { word: "Paused", tone: "hold", icon: "pause" },
  halted: { word: "Halted", tone: "fail", icon: "halt" },
  "rolling-back": { word: "Rolling back", tone: "fail", icon: "back" },
  "rolled-back": { word: "Rolled back", tone: "fail", icon: "back" },
  completed: { word: "Completed", tone: "pass" },
};

/** What the evidence says of a running rollout. */
export type Health = "healthy" | "holding" | "failing" | "silent";

export const healthLooks: Readonly<Record<Health, StateLook>> = {
  healthy: { word: "Healthy", tone: "pass" },
  holding: { word: "Holding", tone: "hold" },
  failing: { word: "Failing", tone: "fail" },
  silent: { word: "No data", tone: "none" },
};
