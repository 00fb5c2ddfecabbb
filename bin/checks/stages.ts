import { LIVE_COHORT_SECONDS } from "#lib/exposure/exposure.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { type RolloutState, rolloutAfter } from "#lib/rollouts/rollout.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import type { Entry, Packet } from "../verify-packet.ts";
import { type Documents, differenceAt, documentCheck, placeOf, streamOf } from "./documents.ts";

/** The rollout went as its file says, by the log; and the pointer answered with what each stage exposes. */
export const stagesCheck = documentCheck("stages", (documents, packet, found) => {
  const { release, rollout } = documents;
  if (rollout === null) return "the release never started";
  const events = streamOf(packet, `rollout/${rollout.id}`);
  const first = events[0];
  if (!first) return "passed over: the rollout's events are missing";
  const signed = release.rounds.at(-1)!;
  const moves = streamOf(packet, `pointer/${release.pointer}`).filter(
    ({ value }) => value.action === "pointer.moved",
  );
  const own = moves.filter(({ value }) => value.data.rollout === rollout.id);
  const began = {
    release: first.value.data.release,
    plan: first.value.data.planDigest,
    subject: first.value.data.subject,
  };
  const asked = differenceAt(
    { release: release.number, plan: signed.digests.plan, subject: signed.subject },
    began,
  );
  if (asked !== null) found.tampered(placeOf(first), `started another ${asked} than was approved`);
  holdMoves(own, dueMoves(events, signed.sections.plan, documents), found.tampered);
  const expected = expectedDocument(events, moves, documents, rollout.id);
  const at = differenceAt(expected, rollout);
  if (at !== null) found.tampered("rollout.json", `${at} is not what the log recorded`);
  return `${expected.steps.length} stages and ${own.length} exposures are those of the log and the plan`;
});

type Due = {
  at: string;
  kind: string;
  base: number;
  candidate: number | null;
  candidateWeight: number;
  holdoutWeight: number;
};

/** What the pointer has to answer after each step. */
function dueMoves(events: readonly Entry[], plan: Plan, { release }: Documents): Due[] {
  const { artifact, target } = release.rounds.at(-1)!.sections;
  const candidate = artifact.version;
  const base = target.base?.version ?? candidate;
  const everyoneOn = (version: number) => ({
    kind: "live",
    base: version,
    candidate: null,
    candidateWeight: 0,
    holdoutWeight: 0,
  });
  const staged = (id: string) => {
    const stage = plan.stages.find((one) => one.id === id);
    return stage ? { ...exposureOfStage(plan, stage), base, candidate } : everyoneOn(candidate);
  };
  return events.flatMap(({ value: { action, data, occurred_at: at } }) => {
    if (action === "rollout.started") return [{ at, ...staged(data.stage) }];
    if (action === "rollout.advanced") return [{ at, ...staged(data.to) }];
    // Where nothing was live before, the start has already put everyone on it.
    if (action === "rollout.completed") return target.base ? [{ at, ...everyoneOn(candidate) }] : [];
    return action === "rollout.rolling-back" ? [{ at, ...everyoneOn(base) }] : [];
  });
}

function holdMoves(
  own: readonly Entry[],
  due: readonly Due[],
  tampered: (place: string, message: string) => void,
): void {
  for (const [i, move] of own.entries()) {
    const { kind, base, candidate, candidateWeight, holdoutWeight } = move.value.data;
    const moved = { at: move.value.occurred_at, kind, base, candidate, candidateWeight, holdoutWeight };
    const at = due[i] ? differenceAt(due[i], moved) : "it";
    if (at !== null) tampered(placeOf(move), `${at} is not what the rollout exposes then`);
  }
  if (own.length < due.length)
    tampered("entries.ndjson", `lacks the move of the pointer at ${due[own.length]!.at}`);
}

/** rollout.json as the log has it. */
function expectedDocument(
  events: readonly Entry[],
  moves: readonly Entry[],
  documents: Documents,
  id: string,
) {
  const { release } = documents;
  const { sections, digests } = release.rounds.at(-1)!;
  const { plan, artifact, target } = sections;
  const started = events[0]!.value;
  const last = (action: string) => events.findLast(({ value }) => value.action === action)?.value;
  const back = last("rollout.rolling-back");
  const exposures = moves.flatMap(({ value }, i) =>
    value.data.rollout === id ? [exposureOf(value, i + 1, plan)] : [],
  );
  return {
    v: 1,
    id,
    number: started.data.number,
    release: release.number,
    state: events.reduce<RolloutState>(
      (state, { value }) => rolloutAfter(state, { type: value.action }),
      "running",
    ),
    base: target.base,
    candidate: { version: artifact.version, digest: artifact.digest },
    plan,
    planDigest: digests.plan,
    salt: id,
    startedBy: started.actor.id,
    startedAt: started.occurred_at,
    endedAt: (back ?? last("rollout.completed"))?.occurred_at ?? null,
    breachAt: back?.data.breachAt ?? null,
    detectedAt: back?.data.detectedAt ?? null,
    decidedAt: back?.occurred_at ?? null,
    actuatedAt: last("rollout.rolled-back")?.data.actuatedAt ?? null,
    steps: stepsOf(events, exposures),
    exposures,
  };
}

type Value = Packet["entries"][number]["value"];

function exposureOf({ data, occurred_at: at }: Value, sequence: number, plan: Plan) {
  const { exposure, kind, base, candidate, candidateWeight, holdoutWeight, reason } = data;
  const cohortSeconds = kind === "live" ? LIVE_COHORT_SECONDS : plan.cohortSeconds;
  return {
    exposure,
    sequence,
    at,
    kind,
    base,
    candidate,
    candidateWeight,
    holdoutWeight,
    cohortSeconds,
    reason,
  };
}

function stepsOf(events: readonly Entry[], exposures: readonly { exposure: string; at: string }[]) {
  type Step = {
    sequence: number;
    stage: string;
    exposure: string | undefined;
    enteredAt: string;
    leftAt: string | null;
    outcome: string | null;
  };
  const steps: Step[] = [];
  const enter = (stage: string, enteredAt: string) => {
    const exposure = exposures.find(({ at }) => at === enteredAt)?.exposure;
    steps.push({ sequence: steps.length + 1, stage, exposure, enteredAt, leftAt: null, outcome: null });
  };
  const leave = (leftAt: string, outcome: string) => {
    const step = steps.at(-1);
    if (step && step.leftAt === null) Object.assign(step, { leftAt, outcome });
  };
  for (const { value } of events) {
    const { action, data, occurred_at: at } = value;
    if (action === "rollout.rolling-back") leave(at, "rolled-back");
    if (action === "rollout.advanced" || action === "rollout.completed") leave(at, "passed");
    if (action === "rollout.started" && data.stage !== null) enter(data.stage, at);
    if (action === "rollout.advanced") enter(data.to, at);
  }
  return steps;
}
