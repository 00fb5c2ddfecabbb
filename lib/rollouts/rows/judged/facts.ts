import type { Release } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { ExposureEvent } from "#lib/exposure/events.ts";
import type { Shift } from "#lib/exposure/rows/shift-exposure.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import type { RolloutEvent } from "#lib/rollouts/events.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import type { Decision, Judgement } from "#lib/rollouts/judge.ts";
import type { StepOutcome } from "#lib/rollouts/rollout.ts";
import type { RolloutFile } from "#lib/rollouts/rows/lock-rollout.ts";

/** A rollout with the evidence it was judged by and the result. */
export type JudgedFacts = RolloutFile & {
  readonly fence: number;
  readonly detectedAt: Date;
  readonly evidence: Evidence;
  readonly judgement: Judgement;
  /** The previous release of this pointer, while it still counts as released. */
  readonly predecessor: Release | null;
};

/** What the plan can cause. The first event carries the pointer's shift, where the pointer moves. */
export type JudgedEvent = (RolloutEvent | ReleaseEvent | ExposureEvent) & {
  verdictId?: string;
  shift?: Shift;
};

/** The verdict behind an event, as the event records it. */
type ByPlan = {
  readonly verdict: string;
  readonly inputs: string;
  readonly judge: string;
  readonly by: "plan";
};

/** The decision, when it is of one of these kinds; a bug otherwise. */
export function decisionOf<K extends Decision["kind"]>(facts: JudgedFacts, ...kinds: K[]) {
  const { decision } = facts.judgement;
  if (!kinds.some((kind) => kind === decision.kind)) throw new Error(`not decided so: ${decision.kind}`);
  return decision as Extract<Decision, { kind: K }>;
}

/** One action of the plan: the events that record it, and the rows written from them. */
export type PlanAction = {
  /** `said` names the verdict it follows from. */
  events(facts: JudgedFacts, said: ByPlan, newId: () => string): readonly JudgedEvent[];
  /** Returns the state or stage it leads to. */
  record(tx: Tx, facts: JudgedFacts, first: JudgedEvent, now: Date): Promise<string>;
};

/** The targets of every event of a judged rollout. */
export const aboutJudged = ({ rollout, release, stage }: RolloutFile) => ({
  stream: `rollout/${rollout.id}`,
  targets: [
    { type: "rollout", id: rollout.id, digest: rollout.planDigest },
    { type: "release", id: release.id, digest: release.subjectDigest },
  ],
  data: { number: rollout.number, release: release.number, stage: stage.id },
});

/** The fields that every shift of a judged rollout shares. */
export const shiftOf = ({ rollout, pointer, exposure }: JudgedFacts, exposureId: string) => {
  const { id, salt, planDigest } = rollout;
  return { exposureId, pointer, before: exposure, rollout: { id, salt, planDigest } };
};

/** Ends the step the rollout is in. */
export const leaveStep = (tx: Tx, { rollout }: JudgedFacts, outcome: StepOutcome, now: Date) =>
  tx.rolloutStep.updateMany({
    where: { rolloutId: rollout.id, leftAt: null },
    data: { leftAt: now, outcome },
  });
