import { prose } from "#lib/kernel/fields.ts";
import { steerRollout } from "./steer-rollout.ts";

/** Stops a rollout from advancing. Exposure stays as it is and the guardrails go on watching. */
export const pauseRollout = steerRollout({
  verb: "pause",
  event: "rollout.paused",
  summary: "Pause a rollout where it is",
  reason: prose(2000),
});
