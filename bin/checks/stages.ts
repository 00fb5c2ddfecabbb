import { LIVE_COHORT_SECONDS } from "#lib/exposure/exposure.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { type RolloutState, rolloutAfter } from "#lib/rollouts/rollout.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import { type Documents, differenceAt, documentCheck, ofType, type Told, toldIn } from "./documents.ts";
import { returnsTo } from "./returns.ts";

/** The rollout's file matches the log, and the pointer served what each stage exposes. */
export const stagesCheck = documentCheck("stages", (documents, packet, found) => {
  const { release, rollout } = documents;
  if (rollout === null) return "the release never started";
  const events = toldIn(packet, `rollout/${rollout.id}`);
  const [first] = ofType(events, "rollout.started");
  if (!first) return "skipped: the rollout's events are missing";
  const signed = release.rounds.at(-1)!;
  const moves = ofType(toldIn(packet, `pointer/${release.pointer}`), "pointer.moved");
  const own = moves.filter(({ data }) => data.rollout === rollout.id);
  const { release: ofRelease, planDigest, subject } = first.data;
  const began = { release: ofRelease, plan: planDigest, subject };
  const asked = differenceAt(
    { release: release.number, plan: signed.digests.plan, subject: signed.subject },
    began,
  );
  if (asked !== null) found.tampered(first.place, `started with a ${asked} that was not approved`);
  const due = dueMoves(events, signed.sections.plan, documents);
  const back = returnsTo(documents, packet).map(({ at }) => ({
    at,
    ...everyoneOn(signed.sections.artifact.version),
  }));
  holdMoves(own, [...due, ...back].toSorted(byTime), found.tampered);
  const expected = expectedDocument(first, events, moves, documents, rollout.id);
  const at = differenceAt(expected, rollout);
  if (at !== null) found.tampered("rollout.json", `${at} is not what the log recorded`);
  return `${expected.steps.length} stages and ${own.length} exposures match the log and the plan`;
});

type Due = {
  at: string;
  kind: string;
  base: number;
  candidate: number | null;
  candidateWeight: number;
  holdoutWeight: number;
};

const byTime = (a: Due, b: Due): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

const everyoneOn = (version: number) => ({
  kind: "live",
  base: version,
  candidate: null,
  candidateWeight: 0,
  holdoutWeight: 0,
});

/** What the pointer must serve after each step. */
function dueMoves(events: readonly Told[], plan: Plan, { release }: Documents): Due[] {
  const { artifact, target } = release.rounds.at(-1)!.sections;
  const candidate = artifact.version;
  const base = target.base?.version ?? candidate;
  const staged = (id: string | null) => {
    const stage = plan.stages.find((one) => one.id === id);
    return stage ? { ...exposureOfStage(plan, stage), base, candidate } : everyoneOn(candidate);
  };
  return events.flatMap(({ at, ...event }) => {
    if (event.type === "rollout.started") return [{ at, ...staged(event.data.stage) }];
    if (event.type === "rollout.advanced") return [{ at, ...staged(event.data.to) }];
    // Where nothing was live before, the start already put everyone on it.
    if (event.type === "rollout.completed") return target.base ? [{ at, ...everyoneOn(candidate) }] : [];
    return event.type === "rollout.rolling-back" ? [{ at, ...everyoneOn(base) }] : [];
  });
}

function holdMoves(
  own: readonly Told<"pointer.moved">[],
  due: readonly Due[],
  tampered: (place: string, message: string) => void,
): void {
  for (const [i, move] of own.entries()) {
    const { kind, base, candidate, candidateWeight, holdoutWeight } = move.data;
    const moved = { at: move.at, kind, base, candidate, candidateWeight, holdoutWeight };
    const at = due[i] ? differenceAt(due[i], moved) : "it";
    if (at !== null) tampered(move.place, `${at} is not what the rollout exposes at that step`);
  }
  if (own.length < due.length)
    tampered("entries.ndjson", `lacks the move of the pointer at ${due[own.length]!.at}`);
}

/** rollout.json as it follows from the log. */
function expectedDocument(
  started: Told<"rollout.started">,
  events: readonly Told[],
  moves: readonly Told<"pointer.moved">[],
  documents: Documents,
  id: string,
) {
  const { release } = documents;
  const { sections, digests } = release.rounds.at(-1)!;
  const { plan, artifact, target } = sections;
  const back = ofType(events, "rollout.rolling-back").at(-1);
  const completed = ofType(events, "rollout.completed").at(-1);
  const exposures = moves.flatMap((move, i) =>
    move.data.rollout === id ? [exposureOf(move, i + 1, plan)] : [],
  );
  return {
    v: 1,
    id,
    number: started.data.number,
    release: release.number,
    state: events.reduce<RolloutState>(rolloutAfter, "running"),
    base: target.base,
    candidate: { version: artifact.version, digest: artifact.digest },
    plan,
    planDigest: digests.plan,
    salt: id,
    startedBy: started.actor,
    startedAt: started.at,
    endedAt: (back ?? completed)?.at ?? null,
    breachAt: back?.data.breachAt ?? null,
    detectedAt: back?.data.detectedAt ?? null,
    decidedAt: back?.at ?? null,
    actuatedAt: ofType(events, "rollout.rolled-back").at(-1)?.data.actuatedAt ?? null,
    steps: stepsOf(events, exposures),
    exposures,
  };
}

function exposureOf({ data, at }: Told<"pointer.moved">, sequence: number, plan: Plan) {
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

function stepsOf(events: readonly Told[], exposures: readonly { exposure: string; at: string }[]) {
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
  for (const { at, ...event } of events) {
    if (event.type === "rollout.rolling-back") leave(at, "rolled-back");
    if (event.type === "rollout.advanced" || event.type === "rollout.completed") leave(at, "passed");
    if (event.type === "rollout.started" && event.data.stage !== null) enter(event.data.stage, at);
    if (event.type === "rollout.advanced") enter(event.data.to, at);
  }
  return steps;
}
