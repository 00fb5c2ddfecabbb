import { inWorkspace } from "#lib/db/transaction.ts";
import type { Arm } from "#lib/exposure/bucketing.ts";
import { plannedCandidateShare } from "#lib/exposure/exposure.ts";
import { secondsLater } from "#lib/kernel/time.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { confirmRollout } from "#lib/rollouts/commands/confirm-rollout.ts";
import { judgeRollout } from "#lib/rollouts/commands/judge-rollout.ts";
import { rollBackRollout } from "#lib/rollouts/commands/roll-back-rollout.ts";
import { startRollout } from "#lib/rollouts/commands/start-rollout.ts";
import { readRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { publishOneCouncil, sign, submitted } from "./releases.ts";
import { outcome, prediction, sender } from "./telemetry.ts";
import { type TestWorkspace, testWorkspace } from "./workspace.ts";

export const MODEL = "flight-delay";

export const SEATS: readonly SeatRule[] = [
  { function: "data-science", min: 1 },
  { function: "engineering", min: 1 },
  { function: "compliance", min: 1 },
];

const guardrail = { minSamplesPerArm: 200, maxStalenessSeconds: 30 };
const stage = { minSeconds: 30, minSamplesPerArm: 200, deadlineSeconds: 7200, onDeadline: "halt" as const };

/** Shadow, a quarter, everyone; with every kind of guardrail. */
export const worldPlan: Plan = {
  guardrails: [
    {
      ...guardrail,
      id: "log-loss",
      title: "Log-loss",
      metric: "log-loss",
      onFail: "roll-back",
      rule: { kind: "sequential", rollbackMargin: 0.02, advanceMargin: 0.1 },
    },
    {
      ...guardrail,
      id: "errors",
      title: "Errors",
      metric: "error-rate",
      onFail: "roll-back",
      rule: { kind: "sequential", rollbackMargin: 0.02, advanceMargin: 0.1 },
    },
    {
      ...guardrail,
      id: "latency",
      title: "Latency",
      metric: "latency-ms",
      onFail: "halt",
      rule: { kind: "threshold", max: 50, failure: "immediate" },
    },
    { ...guardrail, id: "split", title: "Sample ratio", rule: { kind: "sample-ratio" }, onFail: "halt" },
  ],
  stages: [
    { ...stage, id: "shadow", name: "Shadow", kind: "shadow", trafficPercent: 0 },
    { ...stage, id: "canary", name: "A quarter", kind: "canary", trafficPercent: 25 },
    { ...stage, id: "full", name: "Everyone", kind: "full", trafficPercent: 100 },
  ],
  alpha: 0.05,
  plannedSamples: 4000,
  maturitySeconds: 3,
  cohortSeconds: 1,
  holdoutPercent: 20,
  consecutiveErrorsMax: 3,
};

export type World = Awaited<ReturnType<typeof testWorld>>;

/**
 * Jonas registers and opens, Priya evaluates, Dara, Erik and Carla sign, Rhea starts, Vic audits, Ada administers. A
 * workspace in which version 1 of a model is live and versions 2 and 3 wait for a release, created by the real
 * commands under the workspace's clock.
 */
export async function testWorld() {
  const here = await testWorkspace();
  const people = await peopleOf(here);
  await publishOneCouncil(here, people.ada, SEATS);
  const { modelId, pointerId } = await addModel(here, people.jonas, MODEL);
  const versions: Awaited<ReturnType<typeof addVersion>>[] = [];
  for (const [parent, bits] of ["one", "two", "three"].entries()) {
    const of = { model: MODEL, bits, ...(parent > 0 ? { parent } : {}) };
    const added = await addVersion(here, people.jonas, of);
    const { number: version, digest } = added;
    await addReport(here, people.priya, { model: MODEL, version, digest, logLoss: 0.5 });
    versions.push(added);
  }
  const acts = { ...releasing(here, people), ...rollingOut(here, people) };
  const first = await acts.approve(await acts.submit(1));
  await acts.start(first);
  return { here, people, versions, modelId, pointerId, first, ...acts };
}

type People = Awaited<ReturnType<typeof peopleOf>>;

function releasing(here: TestWorkspace, { jonas, dara, erik, carla, rhea }: People) {
  /** Opens and submits a release of a version. */
  const submit = (version: number, plan: Plan = worldPlan) =>
    submitted(here, jonas, { model: MODEL, version, plan });
  /** All three seats sign. */
  const approve = async (release: number) => {
    await sign(here, dara, { release, seat: "data-science" });
    await sign(here, erik, { release, seat: "engineering" });
    await sign(here, carla, { release, seat: "compliance" });
    return release;
  };
  const start = (release: number) => here.make(startRollout, { release }, rhea);
  /** A live rollout of a version. */
  const underWay = async (version = 2) => {
    const release = await approve(await submit(version));
    const { number: rollout } = await start(release);
    return { release, rollout };
  };
  return { submit, approve, start, underWay };
}

/** An arm's answers: the probability given to what happens, and the latency. */
type Answers = { readonly score?: number; readonly latencyMs?: number };

/** Both arms of a stage together. */
const ROWS = 1200;

function rollingOut(here: TestWorkspace, { rhea }: People) {
  /** Traffic in the rollout's present stage, complete and known by the time of the next command. */
  const observe = async (rollout: number, answers: Partial<Record<Arm, Answers>> = {}) => {
    const file = await inWorkspace(here.db, here.workspaceId, (tx) => readRollout(tx, rollout));
    if (!file.ok) throw new Error(file.error.message);
    const { exposureId } = file.value.rollout;
    const share = plannedCandidateShare(exposureOfStage(file.value.plan, file.value.stage));
    const shares = { baseline: 1 - share, candidate: share };
    const at = secondsLater(here.clock.now, 50);
    const rows = (["baseline", "candidate"] as const).flatMap((arm) =>
      Array.from({ length: Math.round(ROWS * shares[arm]) }, (_, i) => {
        const { score = 0.7, latencyMs = 20 } = answers[arm] ?? {};
        // A little spread, the same in both arms: no arm is constant.
        const spread = ((i % 11) - 5) / 100;
        return prediction(exposureId!, at, { arm, score: score + spread, latencyMs: latencyMs + spread });
      }),
    );
    const { predictions, outcomes } = sender(here);
    const known = secondsLater(at, 1);
    const labels = rows.map(({ predictionId }) => outcome(predictionId, 1, at));
    for (const sent of [await predictions(rows, known), await outcomes(labels, known)])
      if (!sent.ok) throw new Error(JSON.stringify(sent.error));
  };

  /** One pass of the reconciler, under the lease `fence`. */
  const judge = (rollout: number, fence = 1) =>
    here.attempt(judgeRollout, { rollout, fence, detectedAt: secondsLater(here.clock.now, 60) }, here.system);

  /** Ends the rollout so that version 1 is live again, whatever state it is in. */
  const takeBack = async (rollout: number) => {
    await here.attempt(rollBackRollout, { rollout, reason: "The test is over." }, rhea);
    await here.attempt(confirmRollout, { rollout, actuatedAt: here.clock.now }, here.system);
  };
  return { observe, judge, takeBack };
}

async function peopleOf(here: TestWorkspace) {
  return {
    ada: await here.person("Ada Berg", ["admin"]),
    jonas: await here.person("Jonas Lindqvist", ["data-scientist", "reviewer"], ["data-science"]),
    priya: await here.person("Priya Nair", ["data-scientist", "reviewer"], ["engineering"]),
    rhea: await here.person("Rhea Cole", ["release-manager"]),
    dara: await here.person("Dara Quinn", ["reviewer"], ["data-science"]),
    erik: await here.person("Erik Holm", ["reviewer"], ["engineering", "compliance"]),
    carla: await here.person("Carla Diaz", ["reviewer"], ["compliance"]),
    vic: await here.person("Vic Adeyemi", ["auditor"]),
  };
}
