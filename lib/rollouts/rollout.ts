import { machine } from "#lib/kernel/machine.ts";

export const ROLLOUT_STATES = [
  "running",
  "paused",
  "halted",
  "rolling-back",
  "rolled-back",
  "completed",
] as const;
export type RolloutState = (typeof ROLLOUT_STATES)[number];

/** How a rollout moves. A failed guardrail latches: nothing leads back from rolling back. */
export const rolloutMachine = machine<
  RolloutState,
  "advance" | "complete" | "pause" | "resume" | "halt" | "roll-back" | "confirm"
>("rollout", {
  advance: { from: ["running"], to: "running" },
  complete: { from: ["running"], to: "completed" },
  pause: { from: ["running"], to: "paused" },
  resume: { from: ["paused", "halted"], to: "running" },
  halt: { from: ["running", "paused"], to: "halted" },
  "roll-back": { from: ["running", "paused", "halted", "completed"], to: "rolling-back" },
  confirm: { from: ["rolling-back"], to: "rolled-back" },
});

/** The state a rollout has after an event of its stream; the same for the tables and for a replay of the log. */
export function rolloutAfter(state: RolloutState, event: { type: string }): RolloutState {
  switch (event.type) {
    case "rollout.started":
    case "rollout.resumed":
      return "running";
    case "rollout.paused":
      return "paused";
    case "rollout.halted":
      return "halted";
    case "rollout.rolling-back":
      return "rolling-back";
    case "rollout.rolled-back":
      return "rolled-back";
    case "rollout.completed":
      return "completed";
    default:
      return state;
  }
}

/** Is it still being judged? A paused or halted rollout exposes people, so its guardrails go on. */
export const isWatched = (state: RolloutState): boolean => ["running", "paused", "halted"].includes(state);
