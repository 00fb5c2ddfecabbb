import { prose } from "#lib/kernel/fields.ts";
import { steerRollout } from "./steer-rollout.ts";

/** Lets a paused or halted rollout go on from the stage it is in. */
export const resumeRollout = steerRollout({
  verb: "resume",
  event: "rollout.resumed",
  summary: "Resume a paused or halted rollout",
  reason: prose(2000),
});
