import { type Cap, type ConditionState, isOverdue } from "#lib/councils/condition.ts";
import type { Council } from "#lib/councils/quorum.ts";
import type { Signature } from "#lib/councils/signature.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { Plan } from "./plan.ts";
import { RELEASE_STATES, type ReleaseState } from "./release.ts";

/** A condition as far as it decides anything. */
export type Bound = {
  readonly id: string;
  readonly signatureId: string;
  readonly dueAt: string;
  readonly cap?: Cap;
  readonly state: ConditionState;
};

/**
 * The conditions that bind a release: those of the approvals that nothing replaced. One outlives the authority of whoever
 * raised it, so that nobody is rid of it by ending an account.
 */
export function binding<C extends Bound>(
  conditions: readonly C[],
  { seats }: Pick<Council<Signature>, "seats">,
): C[] {
  const standing = new Set(
    seats.flatMap(({ signatures }) =>
      signatures.filter(({ standing: now }) => now.counts || OUTLIVED.has(now.because)).map(idOf),
    ),
  );
  return conditions.filter(({ signatureId }) => standing.has(signatureId));
}

const OUTLIVED: ReadonlySet<string> = new Set(["not-entitled", "overdue"]);
const idOf = ({ signature }: { readonly signature: Signature }): string => signature.id;

/** Those of them that are not met. */
export const unmet = <C extends Bound>(conditions: readonly C[]): C[] =>
  conditions.filter(({ state }) => state !== "met");

/** A release is approved with conditions while one of them is not met. It follows from them and is stored nowhere. */
export const SHOWN_STATES = [...RELEASE_STATES, "approved-with-conditions"] as const;
export type ShownState = (typeof SHOWN_STATES)[number];
export const shownState = (state: ReleaseState, open: boolean): ShownState =>
  state === "approved" && open ? "approved-with-conditions" : state;

/** What a rollout is about to enter: a stage of its plan, or everyone. */
export type Entering = { readonly stage: string } | "everyone";

type Asked = {
  readonly plan: Pick<Plan, "stages">;
  readonly entering: Entering;
  readonly now: Date;
};

/** The unmet conditions that forbid it: overdue ones forbid every widening, others what is beyond their cap. */
export const holding = <C extends Bound>(conditions: readonly C[], { plan, entering, now }: Asked): C[] =>
  unmet(conditions).filter(
    (one) => isOverdue(one, now) || (one.cap !== undefined && isBeyond(one.cap, plan, entering)),
  );

/** A stage that the plan no longer has caps everything: nobody can tell any more how far the signer would have let it go. */
function isBeyond(cap: Cap, { stages }: Pick<Plan, "stages">, entering: Entering): boolean {
  if (entering === "everyone") return true;
  const next = stages.findIndex(({ id }) => id === entering.stage);
  const stage = stages[next];
  if (!stage) return true;
  if ("percent" in cap) return (stage.kind === "shadow" ? 0 : stage.trafficPercent) > cap.percent;
  const last = stages.findIndex(({ id }) => id === cap.stage);
  return last < 0 || next > last;
}

/** Whether the plan has what this cap names. */
export const capFits = (cap: Cap, { stages }: Pick<Plan, "stages">): boolean =>
  "percent" in cap || stages.some(({ id }) => id === cap.stage);

/** A cap names a stage of the plan as it is signed. */
export const capsFit = (
  plan: Pick<Plan, "stages">,
  conditions: readonly { readonly cap?: Cap | undefined }[],
): Result<null, Refusal> =>
  conditions.every(({ cap }) => cap === undefined || capFits(cap, plan))
    ? ok(null)
    : refuse("invalid", "no-such-stage", "The plan has no stage of this name to cap the rollout at.", {
        field: "conditions",
      });

/** What the release would enter as its first: where nothing is live, everyone at once. */
export const firstEntering = ({ stages }: Pick<Plan, "stages">, live: boolean): Entering =>
  live && stages[0] ? { stage: stages[0].id } : "everyone";

/** What follows a stage of the plan. */
export function enteringAfter({ stages }: Pick<Plan, "stages">, stageIndex: number): Entering {
  const next = stages[stageIndex + 1];
  return next ? { stage: next.id } : "everyone";
}
