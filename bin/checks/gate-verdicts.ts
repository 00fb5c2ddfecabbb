import { plannedCandidateShare } from "#lib/exposure/exposure.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { JUDGE_VERSION, judgeStage } from "#lib/rollouts/judge.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import type { Entry } from "../verify-packet.ts";
import { differenceAt, documentCheck, type GateVerdictLine, placeOf, streamOf } from "./documents.ts";

/** What each decision of the judge does. */
const DONE_BY: Readonly<Record<string, string>> = {
  "rollout.advanced": "advance",
  "rollout.completed": "advance",
  "rollout.halted": "halt",
  "rollout.rolling-back": "roll-back",
};

/**
 * Makes every gate verdict again from its stored inputs, and holds the log to them: nothing widened, halted or went
 * back by the plan without a verdict that says so.
 */
export const gateVerdictsCheck = documentCheck("gate verdicts", (documents, packet, found) => {
  const { release, rollout, gateVerdicts } = documents;
  if (rollout === null) return "the release never started";
  const events = streamOf(packet, `rollout/${rollout.id}`);
  const signed = release.rounds.at(-1)!;
  const lines = new Map(
    gateVerdicts.map((line, i) => [line.verdict, { line, place: `gate-verdicts.ndjson line ${i + 1}` }]),
  );
  if (lines.size < gateVerdicts.length) found.tampered("gate-verdicts.ndjson", "holds a verdict twice");
  const judged = new Map(
    events.flatMap((event) => (event.value.data?.verdict ? [[event.value.data.verdict, event]] : [])),
  );
  for (const { line, place } of lines.values()) {
    const event: Entry | undefined = judged.get(line.verdict);
    if (event) for (const fault of lineFaults(line, event, events)) found.tampered(place, fault);
    else found.tampered(place, "is no verdict the log knows");
    if (
      differenceAt(signed.sections.plan, line.inputs.plan) !== null ||
      digestOfJson(line.inputs.plan) !== signed.digests.plan
    )
      found.tampered(place, "was not judged by the plan that was signed");
    if (line.judge !== JUDGE_VERSION)
      found.incomplete(place, `was given by ${line.judge}; this verifier has ${JUDGE_VERSION}`);
    else for (const fault of recomputed(line)) found.tampered(place, fault);
  }
  for (const event of events)
    for (const fault of eventFaults(
      event,
      signed.sections.plan,
      lines.get(event.value.data?.verdict)?.line,
      events,
    ))
      found.tampered(placeOf(event), fault);
  return `${lines.size} verdicts come out the same from their evidence, and everything the plan did follows from one`;
});

/** The verdict against the event it was recorded with. */
function lineFaults(line: GateVerdictLine, { value }: Entry, events: readonly Entry[]): string[] {
  const { inputs, stage, decidedAt, judge, inputsDigest } = line;
  const faults: string[] = [];
  if (digestOfJson(inputs) !== inputsDigest) faults.push("the inputs do not hash to their digest");
  if (value.data.inputs !== inputsDigest) faults.push("the log recorded other inputs");
  const said = { stage: value.data.stage, decidedAt: value.occurred_at, judge: value.data.judge };
  const at = differenceAt(said, { stage, decidedAt, judge });
  if (at !== null) faults.push(`${at} is not what the log recorded`);
  const asked = { stage: inputs.stage, judge: inputs.judge, decidedAt: inputs.evidence.asOf };
  const differs = differenceAt({ stage, judge, decidedAt }, asked);
  if (differs !== null) faults.push(`${differs} is not that of its inputs`);
  if (inputs.evidence.stageEnteredAt !== stageEntry(stage, events))
    faults.push("its evidence is not of the stage as it was entered");
  return faults;
}

function stageEntry(stage: string, events: readonly Entry[]): string | undefined {
  return events.find(({ value }) =>
    value.action === "rollout.started" ? value.data.stage === stage : value.data?.to === stage,
  )?.value.occurred_at;
}

/** The judgement made again. */
function recomputed({ inputs, verdicts, decision }: GateVerdictLine): string[] {
  const { evidence } = inputs;
  const stage = inputs.plan.stages.find(({ id }) => id === inputs.stage);
  if (!stage) return ["its plan has no such stage"];
  const again = judgeStage(inputs.plan, stage, evidence);
  const faults: string[] = [];
  const at = differenceAt(plain(again.verdicts), verdicts);
  if (at !== null) faults.push(`verdicts ${at} is not what its evidence leads to`);
  const differs = differenceAt(plain(again.decision), decision);
  if (differs !== null) faults.push(`decision ${differs} is not what its evidence leads to`);
  const share = plannedCandidateShare(exposureOfStage(inputs.plan, stage));
  if (evidence.exposureCounts.plannedCandidateShare !== share)
    faults.push("its evidence is held against another share of traffic than the plan's");
  return faults;
}

/** As it is stored: JSON has no undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

/** An event of the rollout against the verdict it follows from. */
function eventFaults(
  { value }: Entry,
  plan: Plan,
  line: GateVerdictLine | undefined,
  events: readonly Entry[],
): string[] {
  const { action, data } = value;
  const due = DONE_BY[action];
  if (due === undefined) return [];
  if (data.by !== "plan") return byHand(action, data, events);
  if (!line) return ["follows from a verdict that is not in gate-verdicts.ndjson"];
  const { decision } = line;
  if (decision.kind !== due) return [`did not follow from its verdict, which is to ${decision.kind}`];
  if (decision.kind === "advance") {
    const next = plan.stages[plan.stages.findIndex(({ id }) => id === line.stage) + 1];
    const led = action === "rollout.advanced" ? data.to : undefined;
    return led === next?.id ? [] : ["led to another stage than the plan's next"];
  }
  const { guardrailId: guardrail, because } = decision as { guardrailId?: string | null; because: string };
  return differenceAt({ guardrail, because }, { guardrail: data.guardrail, because: data.because }) === null
    ? []
    : ["gives another reason than its verdict"];
}

/** People may halt and take back; only a pointer with nothing live is widened without a verdict. */
function byHand(action: string, data: { by?: string } | undefined, events: readonly Entry[]): string[] {
  if (action === "rollout.advanced") return ["widened without a verdict"];
  const first = events[0]?.value;
  if (action === "rollout.completed")
    return first?.action === "rollout.started" && first.data.stage === null
      ? []
      : ["completed without a verdict"];
  return data?.by === "hand" ? [] : ["was neither by the plan nor by hand"];
}
