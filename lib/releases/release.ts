import { machine } from "#lib/kernel/machine.ts";

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

/** How a release moves. `approve` is not a verb anyone calls: it follows when the last seat is filled. */
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
>("release", {
  submit: { from: ["draft"], to: "in-review" },
  edit: { from: ["draft", "in-review", "changes-requested", "approved"], to: "in-review" },
  sign: { from: ["in-review", "changes-requested"], to: "in-review" },
  "request-changes": { from: ["in-review", "changes-requested"], to: "changes-requested" },
  reject: { from: ["in-review", "changes-requested"], to: "rejected" },
  approve: { from: ["in-review", "changes-requested"], to: "approved" },
  withdraw: { from: ["draft", "in-review", "changes-requested", "approved"], to: "withdrawn" },
  expire: { from: ["in-review", "changes-requested", "approved"], to: "expired" },
  lapse: { from: ["approved"], to: "in-review" },
  start: { from: ["approved"], to: "releasing" },
  complete: { from: ["releasing"], to: "released" },
  "roll-back": { from: ["releasing", "released"], to: "rolled-back" },
  supersede: { from: ["released"], to: "superseded" },
});

/** The state a release has after an event of its stream; the same for the tables and for a replay of the log. */
export function releaseAfter(state: ReleaseState, event: { type: string }): ReleaseState {
  switch (event.type) {
    case "release.opened":
      return "draft";
    case "release.submitted":
      return "in-review";
    case "release.edited":
      return state === "draft" ? "draft" : "in-review";
    case "release.changes-requested":
      return "changes-requested";
    case "release.review-resumed":
      return "in-review";
    case "release.approved":
      return "approved";
    case "release.rejected":
      return "rejected";
    case "release.withdrawn":
      return "withdrawn";
    case "release.expired":
      return "expired";
    case "release.lapsed":
      return "in-review";
    case "release.started":
      return "releasing";
    case "release.completed":
      return "released";
    case "release.rolled-back":
      return "rolled-back";
    case "release.superseded":
      return "superseded";
    default:
      return state;
  }
}
