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

/** A rollout with the evidence it was judged by and what came of it. */
export type JudgedFacts = RolloutFile & {
  readonly fence: number;
  readonly detectedAt: Date;
  readonly evidence: Evidence;
  readonly judgement: Judgement;
  /** The release whose version everyone had before, while it still counts as released. */
  readonly predecessor: Release | null;
};

/** What the plan can make happen; the first event of it carries the shift of the pointer, where it moves. */
export type JudgedEvent = (RolloutEvent | ReleaseEvent | ExposureEvent) & {
  verdictId?: string;
  shift?: Shift;
};

/** The verdict that what happens follows from, as its event says it. */
type ByPlan = {
  readonly verdict: string;
  readonly inputs: string;
  readonly judge: string;
  readonly by: "plan";
};

/** The decision when it is of one kind; a bug otherwise. */
export function decisionOf<K extends Decision["kind"]>(facts: JudgedFacts, ...kinds: K[]) {
  const { decision } = facts.judgement;
  if (!kinds.some((kind) => kind === decision.kind)) throw new Error(`not decided so: ${decision.kind}`);
  return decision as Extract<Decision, { kind: K }>;
}

/** One thing the plan can make happen: the events that say so, and the rows written from them. */
export type Outcome = {
  /** `said` names the verdict it follows from. */
  events(facts: JudgedFacts, said: ByPlan, newId: () => string): readonly JudgedEvent[];
  /** Answers the state or stage it leads to. */
  record(tx: Tx, facts: JudgedFacts, first: JudgedEvent, now: Date): Promise<string>;
};

/** What every event of a judged rollout is about. */
export const aboutJudged = ({ rollout, release, stage }: JudgedFacts) => ({
  stream: `rollout/${rollout.id}`,
  targets: [
    { type: "rollout", id: rollout.id, digest: rollout.planDigest },
    { type: "release", id: release.id, digest: release.subjectDigest },
  ],
  data: { number: rollout.number, release: release.number, stage: stage.id },
});

/** What every shift of a judged rollout says of it. */
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
