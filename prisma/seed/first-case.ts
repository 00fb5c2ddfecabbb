import type { ReleaseCase } from "#lib/releases/case.ts";

/** What Jonas wrote for the first release of the demonstration's model. */
export const firstCase = (description: string): ReleaseCase => ({
  what: description,
  why: "There is no prediction today; people use the timetable alone. The evaluation report bound to version 1 shows how much it beats the base rate, overall and by slice.",
  benefit:
    "Planners see likely problems in advance. It shows in the report's AUC and in log-loss on live outcomes from the first day.",
  risk: "Nobody is used to the score yet, and it does not settle single cases: following it blindly is worse than ignoring it.",
  wayBack: "Serving systems can be switched back to no prediction; nothing else depends on it yet.",
  acceptance: ["Log-loss on matured outcomes of the first week is within the interval of the report."],
  rollback: ["Log-loss on matured outcomes of the first week is above the interval of the report."],
  substantialModification: { is: true, because: "It is the first version: everything about it is new." },
});
