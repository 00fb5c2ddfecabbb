import type { z } from "zod";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { sourceReport } from "#lib/monitoring/views/source-report.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import { JUDGE_VERSION } from "#lib/rollouts/judges.ts";
import type { GuardrailVerdict } from "#lib/rollouts/verdict.ts";
import { type ArmPoint, armSeries } from "#lib/rollouts/views/arm-series.ts";
import { gateVerdictView } from "#lib/rollouts/views/gate-verdict.ts";
import { outcomesUntil } from "#lib/rollouts/views/outcomes-until.ts";
import { rolloutEvent } from "#lib/rollouts/views/rollout-event.ts";
import { rolloutListView } from "#lib/rollouts/views/rollout-list.ts";
import { rolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { asOf, healthy, later, plan as oneStage, stage } from "../rollout-evidence.ts";
import { digestOf } from "./registry.ts";

/** Shadow, a quarter of the traffic, everyone. */
export const plan: Plan = {
  ...oneStage,
  stages: [
    { ...stage, id: "shadow", name: "Shadow", kind: "shadow", trafficPercent: 0 },
    stage,
    { ...stage, id: "all", name: "Everyone", kind: "full", trafficPercent: 100 },
  ],
  holdoutPercent: 10,
};

const [, CANARY] = plan.stages;

/** What the judge says of this evidence in the canary stage. */
export const judged = (evidence: Evidence = healthy, at = CANARY!) => judgeStage(plan, at, evidence);

export const step = (changed: Partial<z.input<typeof rolloutPageView>["steps"][number]> = {}) => ({
  stageIndex: 1,
  enteredAt: healthy.stageEnteredAt,
  leftAt: null,
  outcome: null,
  exposureId: "0197a1c0-0000-7000-8000-000000000052",
  baselineRows: 60_050,
  candidateRows: 19_950,
  candidateLatestAt: later(-1),
  ...changed,
});

export const source = (changed: Partial<z.input<typeof sourceReport>> = {}) =>
  sourceReport.parse({
    source: "edge-gateway",
    baseline: { rows: 60_050, broken: 6, receiptsValid: 60_050, receiptsInvalid: 0, latestAt: later(-2) },
    candidate: { rows: 19_950, broken: 20, receiptsValid: 19_870, receiptsInvalid: 12, latestAt: later(-1) },
    ...changed,
  });

export const event = (changed: Partial<z.input<typeof rolloutEvent>> = {}) =>
  rolloutEvent.parse({
    uid: "0197a1c0-0000-7000-8000-000000000053",
    index: 7,
    action: "rollout.started",
    at: later(-4200),
    actor: "Ines Prado",
    because: null,
    to: null,
    ...changed,
  });

export const point = (changed: Partial<ArmPoint> = {}): ArmPoint => ({
  at: later(-5),
  baseline: 0.502,
  baselineLow: 0.499,
  baselineHigh: 0.505,
  candidate: 0.493,
  candidateLow: 0.49,
  candidateHigh: 0.496,
  ...changed,
});

export const series = (changed: Partial<z.input<typeof armSeries>> = {}) =>
  armSeries.parse({ metric: "log-loss", bucketSeconds: 5, points: [point()], ...changed });

/** Outcomes of the candidate are 40 s behind, those of the baseline 20 s. */
export const outcomes = (changed: Partial<z.input<typeof outcomesUntil>> = {}) =>
  outcomesUntil.parse({
    metric: "log-loss",
    dueUntil: later(-20),
    baseline: { completeUntil: later(-20), toCome: 300 },
    candidate: { completeUntil: later(-40), toCome: 1412 },
    ...changed,
  });

const guardrailsOf = (verdicts: readonly GuardrailVerdict[]) =>
  verdicts.map((verdict) => ({
    verdict,
    latestAt: later(-1),
    matureShare: null,
    windows: null,
    broken: { baseline: 0, candidate: 0.0004 },
  }));

/** A verdict's numbers as one guardrail of the page has them, the others passing. */
export const withVerdict = (index: number, changed: Partial<GuardrailVerdict>) =>
  guardrailsOf(judged().verdicts.map((one, at) => (at === index ? { ...one, ...changed } : one)));

/** What pages of rollouts show, as their queries would answer it. Parsed, so that none can drift. */
export const rollout = (changed: Partial<z.input<typeof rolloutPageView>> = {}) =>
  rolloutPageView.parse({
    number: 4,
    id: "0197a1c0-0000-7000-8000-000000000051",
    state: "running",
    release: 7,
    model: "flight-delay",
    pointer: "production",
    base: 1,
    candidate: 2,
    plan,
    planDigest: digestOfJson(plan),
    stageIndex: 1,
    stageEnteredAt: healthy.stageEnteredAt,
    startedBy: "Ines Prado",
    startedAt: later(-4200),
    endedAt: null,
    because: null,
    cause: null,
    times: { breachAt: null, detectedAt: null, decidedAt: null, actuatedAt: null },
    incident: null,
    lastRollback: null,
    steps: [step({ stageIndex: 0, enteredAt: later(-4200), leftAt: later(-600), outcome: "passed" }), step()],
    guardrails: guardrailsOf(judged().verdicts),
    judgedAt: asOf,
    waitingFor: [],
    held: null,
    asOf,
    series: [],
    outcomesUntil: [],
    sources: [source()],
    verdicts: [],
    events: [event()],
    mine: { whyNotPause: null, whyNotResume: null, whyNotHalt: null, whyNotRollBack: null, places: {} },
    ...changed,
  });

/** The verdict by which a page's rollout ended. */
export const given = (decision: "advance" | "roll-back" | "halt" = "roll-back") => ({
  id: "0197a1c0-0000-7000-8000-000000000041",
  stageIndex: 1,
  decision,
  inputsDigest: digestOf("c"),
  judgeVersion: JUDGE_VERSION,
  decidedAt: later(0),
  changed: null,
});

type Listed = z.input<typeof rolloutListView>["items"][number];

export const listed = (changed: Partial<Listed> = {}) =>
  rolloutListView.shape.items.element.parse({
    number: 4,
    release: 7,
    state: "running",
    model: "flight-delay",
    pointer: "production",
    base: 1,
    candidate: 2,
    stage: "Canary",
    exposurePercent: 25,
    servedPercent: 25,
    stages: plan.stages.map(({ name, kind, trafficPercent }) => ({ name, kind, trafficPercent })),
    stageIndex: 1,
    stageEnteredAt: healthy.stageEnteredAt,
    stageShare: 0.5,
    readyAt: later(60, healthy.stageEnteredAt),
    deadlineAt: later(3600, healthy.stageEnteredAt),
    onDeadline: "halt",
    stoppedAt: null,
    startedBy: "Ines Prado",
    startedAt: later(-4200),
    endedAt: null,
    note: "Every guardrail passes",
    decides: null,
    closest: null,
    health: "pass",
    ...changed,
  });

/** A verdict as the judge gives it over this evidence, stored and logged. */
export const verdict = (evidence: Evidence = healthy, changed: object = {}) => {
  const inputs = { judge: JUDGE_VERSION, plan, stage: stage.id, evidence };
  const inputsDigest = digestOfJson(inputs);
  return gateVerdictView.parse({
    id: "0197a1c0-0000-7000-8000-000000000041",
    rollout: 4,
    release: 7,
    model: "flight-delay",
    pointer: "production",
    base: 1,
    candidate: 2,
    stage: stage.name,
    planDigest: digestOfJson(plan),
    inputs,
    inputsDigest,
    ...judged(evidence),
    judgeVersion: JUDGE_VERSION,
    decidedAt: asOf,
    changed: null,
    siblings: [],
    event: { uid: "0197a1c0-0000-7000-8000-000000000053", index: 1200, inputsDigest },
    ...changed,
  });
};
