import { plannedCandidateShare } from "#lib/exposure/exposure.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { RolloutEvent } from "#lib/rollouts/events.ts";
import { type Decision, judgeStage } from "#lib/rollouts/judge.ts";
import { isJudge, type JudgeVersion } from "#lib/rollouts/judges.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import {
  differenceAt,
  documentCheck,
  type Found,
  type GateVerdictLine,
  type Round,
  type Told,
  toldIn,
} from "./documents.ts";

/** The event that each decision of the judge causes. */
const DONE_BY = {
  "rollout.advanced": "advance",
  "rollout.completed": "advance",
  "rollout.halted": "halt",
  "rollout.rolling-back": "roll-back",
} as const satisfies { readonly [T in RolloutEvent["type"]]?: Decision["kind"] };
type Done = Told<keyof typeof DONE_BY>;
const isDone = (event: Told): event is Done => Object.hasOwn(DONE_BY, event.type);

/**
 * Recomputes every gate verdict from its stored inputs, and compares the log with them: the plan advanced, halted or
 * rolled back nothing without a verdict that says so.
 */
export const gateVerdictsCheck = documentCheck("gate verdicts", (documents, packet, found) => {
  const { release, rollout, gateVerdicts } = documents;
  if (rollout === null) return "the release never started";
  const events = toldIn(packet, `rollout/${rollout.id}`);
  const done = events.filter(isDone);
  const signed = release.rounds.at(-1)!;
  const lines = new Map(
    gateVerdicts.map((line, i) => [line.verdict, { line, place: `gate-verdicts.ndjson line ${i + 1}` }]),
  );
  if (lines.size < gateVerdicts.length) found.tampered("gate-verdicts.ndjson", "contains a verdict twice");
  const judged = new Map(done.map((event) => [event.data.verdict, event]));
  for (const { line, place } of lines.values()) {
    const event = judged.get(line.verdict);
    const faults = event ? lineFaults(line, event, events) : ["is not a verdict in the log"];
    if (!isByPlan(line, signed)) faults.push("was not judged under the signed plan");
    if (isJudge(line.judge)) faults.push(...recomputed(line, line.judge));
    else found.incomplete(place, `was given by ${line.judge}, whose rules this verifier does not have`);
    report(found, place, faults);
  }
  for (const event of done) {
    const line = lines.get(event.data.verdict ?? "")?.line;
    report(found, event.place, eventFaults(event, signed.sections.plan, line, events));
  }
  return `${lines.size} verdicts recompute from their evidence, and every act of the plan follows from one`;
});

function report({ tampered }: Found, place: string, faults: readonly string[]): void {
  for (const fault of faults) tampered(place, fault);
}

const isByPlan = ({ inputs }: GateVerdictLine, { sections, digests }: Round): boolean =>
  differenceAt(sections.plan, inputs.plan) === null && digestOfJson(inputs.plan) === digests.plan;

/** Compares the verdict with the event it was recorded with. */
function lineFaults(
  line: GateVerdictLine,
  { data, at: recordedAt }: Done,
  events: readonly Told[],
): string[] {
  const { inputs, stage, decidedAt, judge, inputsDigest } = line;
  const faults: string[] = [];
  if (digestOfJson(inputs) !== inputsDigest) faults.push("the inputs do not hash to their digest");
  if (data.inputs !== inputsDigest) faults.push("the log recorded other inputs");
  const said = { stage: data.stage, decidedAt: recordedAt, judge: data.judge };
  const at = differenceAt(said, { stage, decidedAt, judge });
  if (at !== null) faults.push(`${at} is not what the log recorded`);
  const asked = { stage: inputs.stage, judge: inputs.judge, decidedAt: inputs.evidence.asOf };
  const differs = differenceAt({ stage, judge, decidedAt }, asked);
  if (differs !== null) faults.push(`${differs} does not match its inputs`);
  if (inputs.evidence.stageEnteredAt !== stageEntry(stage, events))
    faults.push("its evidence does not belong to the stage that was entered");
  return faults;
}

function stageEntry(stage: string, events: readonly Told[]): string | undefined {
  return events.find(
    ({ type, data }) =>
      (type === "rollout.started" && data.stage === stage) ||
      (type === "rollout.advanced" && data.to === stage),
  )?.at;
}

/** The judgement, recomputed. */
function recomputed({ inputs, verdicts, decision }: GateVerdictLine, by: JudgeVersion): string[] {
  const { evidence } = inputs;
  const stage = inputs.plan.stages.find(({ id }) => id === inputs.stage);
  if (!stage) return ["its plan does not have this stage"];
  const again = judgeStage(inputs.plan, stage, evidence, by);
  const faults: string[] = [];
  const at = differenceAt(plain(again.verdicts), verdicts);
  if (at !== null) faults.push(`verdicts ${at} does not follow from its evidence`);
  const differs = differenceAt(plain(again.decision), decision);
  if (differs !== null) faults.push(`decision ${differs} does not follow from its evidence`);
  const share = plannedCandidateShare(exposureOfStage(inputs.plan, stage));
  if (evidence.exposureCounts.plannedCandidateShare !== share)
    faults.push("its evidence is compared with a share of traffic other than the plan's");
  return faults;
}

/** As it is stored: JSON has no undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** Compares an event of the rollout with the verdict it follows from. */
function eventFaults(
  event: Done,
  plan: Plan,
  line: GateVerdictLine | undefined,
  events: readonly Told[],
): string[] {
  const due = DONE_BY[event.type];
  if (event.data.by !== "plan") return byHand(event, events);
  if (!line) return ["follows from a verdict that is not in gate-verdicts.ndjson"];
  const { decision } = line;
  if (decision.kind !== due) return [`does not follow from its verdict, which is to ${decision.kind}`];
  if (decision.kind === "advance") {
    const next = plan.stages[plan.stages.findIndex(({ id }) => id === line.stage) + 1];
    const led = event.type === "rollout.advanced" ? event.data.to : undefined;
    return led === next?.id ? [] : ["led to a stage other than the plan's next"];
  }
  const { guardrailId: guardrail, because } = decision as { guardrailId?: string | null; because: string };
  const given = event.type === "rollout.halted" || event.type === "rollout.rolling-back" ? event.data : null;
  return differenceAt({ guardrail, because }, { guardrail: given?.guardrail, because: given?.because }) ===
    null
    ? []
    : ["gives a reason other than its verdict's"];
}

/** People may halt and roll back, and what cannot be judged is halted; only a pointer with nothing live advances without a verdict. */
function byHand({ type, data }: Done, [first]: readonly Told[]): string[] {
  if (type === "rollout.advanced") return ["advanced without a verdict"];
  if (type === "rollout.completed")
    return first?.type === "rollout.started" && first.data.stage === null
      ? []
      : ["completed without a verdict"];
  const withoutPlan =
    data.by === "hand" || (type === "rollout.halted" && (data.by === "fault" || data.by === "stop"));
  return withoutPlan ? [] : ["was neither by the plan nor by hand"];
}
