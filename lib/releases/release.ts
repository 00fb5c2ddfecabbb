import { machine } from "#lib/kernel/machine.ts";
import { type Steps, stateAfter } from "#lib/kernel/machine-steps.ts";
import type { ReleaseEvent } from "./events.ts";

export const RELEASE_STATES = [
  "draft",
  "in-review",
  "changes-requested",
  "approved",
  "releasing",
  "released",
  "superseded",
  "rolled-back",
  "withdrawn",
  "rejected",
  "expired",
] as const;
export type ReleaseState = (typeof RELEASE_STATES)[number];

/** Can it still be edited, and so follow what changed around it? */
export const isUndecided = (state: ReleaseState): boolean => releaseMachine.table.edit.from.includes(state);

/** While it may still go further, its conditions bind. */
const CONDITIONED: readonly ReleaseState[] = [
  "in-review",
  "changes-requested",
  "approved",
  "releasing",
  "released",
];

const REVIEWED: readonly ReleaseState[] = ["in-review", "changes-requested"];

/** The states in which a release went out. */
export const OUT: readonly ReleaseState[] = ["releasing", "released", "rolled-back", "superseded"];

/** How a release moves. Nobody calls `approve`: it follows when the last seat is filled. */
export const releaseMachine = machine<
  ReleaseState,
  | "submit"
  | "edit"
  | "sign"
  | "request-changes"
  | "reject"
  | "approve"
  | "withdraw"
  | "expire"
  | "lapse"
  | "start"
  | "complete"
  | "roll-back"
  | "supersede"
  | "reinstate"
  | "explain"
  | "follow-up"
  | "recuse"
  | "rush"
  | "review"
  | "go-out"
  | "discuss"
  | "challenge"
  | "remind"
  | "seal"
>("release", {
  submit: { from: ["draft"], to: "in-review" },
  edit: { from: ["draft", "in-review", "changes-requested", "approved"], to: "in-review" },
  // What went out as an emergency is reviewed afterwards; `maySign` says which release that is.
  sign: { from: [...REVIEWED, ...OUT], to: "in-review" },
  "request-changes": { from: [...REVIEWED, ...OUT], to: "changes-requested" },
  reject: { from: [...REVIEWED, ...OUT], to: "rejected" },
  approve: { from: [...REVIEWED, ...OUT], to: "approved" },
  withdraw: { from: ["draft", "in-review", "changes-requested", "approved"], to: "withdrawn" },
  expire: { from: ["in-review", "changes-requested", "approved"], to: "expired" },
  lapse: { from: ["approved"], to: "in-review" },
  // From a review only as an emergency that a second person authorised (`approvalNow`).
  start: { from: ["approved", "in-review"], to: "releasing" },
  complete: { from: ["releasing"], to: "released" },
  "roll-back": { from: ["releasing", "released"], to: "rolled-back" },
  supersede: { from: ["released"], to: "superseded" },
  reinstate: { from: ["superseded"], to: "released" },
  explain: { from: ["rolled-back"], to: "rolled-back" },
  // Where its conditions are changes no state; whether the sign-off stands is derived from them.
  "follow-up": { from: CONDITIONED, to: "in-review" },
  // What is no emergency is reviewed before, and goes out from its approval.
  review: { from: REVIEWED, to: "in-review" },
  "go-out": { from: ["approved"], to: "releasing" },
  rush: { from: ["in-review"], to: "in-review" },
  recuse: { from: ["in-review", "changes-requested", "approved"], to: "in-review" },
  // People may talk about a release for good; it is challenged while it is reviewed, which `maySign` says.
  discuss: { from: RELEASE_STATES, to: "in-review" },
  challenge: { from: [...REVIEWED, ...OUT], to: "in-review" },
  // What went out as an emergency is late as well; while changes are requested the clock stands.
  remind: { from: ["in-review", ...OUT], to: "in-review" },
  // Only what is reviewed before it goes out has sealed verdicts; to reveal them decides nothing.
  seal: { from: REVIEWED, to: "in-review" },
});

type ReleaseVerb = keyof typeof releaseMachine.table;

/** The step each release event takes in its machine. */
export const RELEASE_STEPS: Steps<ReleaseEvent["type"], ReleaseState, ReleaseVerb> = {
  "release.opened": { opens: "draft" },
  "release.submitted": { verb: "submit" },
  // Editing a draft leaves it a draft.
  "release.edited": { verb: "edit", keeps: ["draft"] },
  // What a verdict or a lifted objection leads to has its own event.
  "verdict.cast": { verb: "sign", keeps: [...REVIEWED, ...OUT] },
  "verdict.sealed": { verb: "seal", keeps: REVIEWED },
  "verdict.revealed": { verb: "seal", keeps: REVIEWED },
  "objection.lifted": { verb: "sign", keeps: [...REVIEWED, ...OUT] },
  "emergency.declared": { verb: "rush", keeps: ["in-review"] },
  "emergency.authorised": { verb: "rush", keeps: ["in-review"] },
  "condition.reported": { verb: "follow-up", keeps: CONDITIONED },
  "condition.signed": { verb: "follow-up", keeps: CONDITIONED },
  "recusal.declared": { verb: "recuse", keeps: ["in-review", "changes-requested", "approved"] },
  "thread.opened": { verb: "discuss", keeps: RELEASE_STATES },
  "thread.replied": { verb: "discuss", keeps: RELEASE_STATES },
  "thread.edited": { verb: "discuss", keeps: RELEASE_STATES },
  "thread.resolved": { verb: "discuss", keeps: RELEASE_STATES },
  "thread.reopened": { verb: "discuss", keeps: RELEASE_STATES },
  // What a finding leads to has its own event.
  "challenge.raised": { verb: "challenge", keeps: [...REVIEWED, ...OUT] },
  "challenge.answered": { verb: "challenge", keeps: [...REVIEWED, ...OUT] },
  "challenge.judged": { verb: "challenge", keeps: [...REVIEWED, ...OUT] },
  "release.heard": { verb: "discuss", keeps: RELEASE_STATES },
  "release.seat-reminded": { verb: "remind", keeps: ["in-review", ...OUT] },
  "release.seat-escalated": { verb: "remind", keeps: ["in-review", ...OUT] },
  "release.changes-requested": { verb: "request-changes", keeps: OUT },
  "release.review-resumed": { verb: "sign", keeps: OUT },
  "release.approved": { verb: "approve", keeps: OUT },
  "release.rejected": { verb: "reject", keeps: OUT },
  "release.withdrawn": { verb: "withdraw" },
  "release.expired": { verb: "expire" },
  "release.lapsed": { verb: "lapse" },
  "release.started": { verb: "start" },
  "release.completed": { verb: "complete" },
  "release.rolled-back": { verb: "roll-back" },
  "release.superseded": { verb: "supersede" },
  "release.reinstated": { verb: "reinstate" },
  "release.explained": { verb: "explain" },
};

export const releaseAfter = stateAfter(releaseMachine, RELEASE_STEPS);
