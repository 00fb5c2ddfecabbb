import { machine } from "#lib/kernel/machine.ts";
import { type Steps, stateAfter } from "#lib/kernel/machine-steps.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import type { RolloutEvent } from "./events.ts";

export const ROLLOUT_STATES = [
  "running",
  "paused",
  "halted",
  "rolling-back",
  "rolled-back",
  "completed",
] as const;
export type RolloutState = (typeof ROLLOUT_STATES)[number];

/** How a finished stage ended. */
export const STEP_OUTCOMES = ["passed", "rolled-back"] as const;
export type StepOutcome = (typeof STEP_OUTCOMES)[number];

/** How a rollout moves. A failed guardrail latches: no step leads out of rolling back. */
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

type RolloutVerb = keyof typeof rolloutMachine.table;

/** The step each rollout event takes in its machine. */
export const ROLLOUT_STEPS: Steps<RolloutEvent["type"], RolloutState, RolloutVerb> = {
  "rollout.started": { opens: "running" },
  "rollout.advanced": { verb: "advance" },
  "rollout.completed": { verb: "complete" },
  "rollout.paused": { verb: "pause" },
  "rollout.resumed": { verb: "resume" },
  "rollout.halted": { verb: "halt" },
  "rollout.rolling-back": { verb: "roll-back" },
  "rollout.rolled-back": { verb: "confirm" },
};

export const rolloutAfter = stateAfter(rolloutMachine, ROLLOUT_STEPS);

/** The event the release records at the same moment. */
export const COUPLED: { readonly [T in RolloutEvent["type"]]?: ReleaseEvent["type"] } = {
  "rollout.started": "release.started",
  "rollout.completed": "release.completed",
  "rollout.rolling-back": "release.rolled-back",
};

/** Is it still judged? A paused or halted rollout exposes people, so its guardrails stay active. */
export const isWatched = (state: RolloutState): boolean => ["running", "paused", "halted"].includes(state);
