import { prose } from "#lib/kernel/fields.ts";
import { steerRollout } from "./steer-rollout.ts";

/** Freezes exposure because something looks wrong; goes on only when somebody resumes it. */
export const haltRollout = steerRollout({
  verb: "halt",
  event: "rollout.halted",
  summary: "Halt a rollout: freeze its exposure",
  reason: prose(2000),
});
