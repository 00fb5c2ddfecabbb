import { plannedCandidateShare } from "#lib/exposure/exposure.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import type { JudgeVersion } from "#lib/rollouts/judges.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import { lossOf, type Served } from "./flights.ts";
import type { Random } from "./random.ts";
import { type Arm, type Received, UntidyStage } from "./untidy-stage.ts";

/** What goes wrong on the way from the models to the judge. */
export type Trouble = {
  /** Seconds from an answer to its outcome; null where none ever comes. */
  readonly labelAfter?: (answer: { arm: Arm; late: boolean }, random: Random) => number | null;
  /** Seconds that a sender's clock is behind. */
  readonly behind?: Partial<Record<Arm, number>>;
  /** The share of answers that are not a number. */
  readonly broken?: number;
  /** Traffic swells to several times its rate and dries up to a fifth of it. */
  readonly bursts?: boolean;
};

/** A version's logits, from version 1's shifted or another's own; a shift may grow with the seconds of the rollout. */
export type Candidate = {
  readonly version: number;
  readonly shift: number | ((second: number) => number);
};

export type UntidySetting = {
  readonly judge: JudgeVersion;
  readonly candidate: Candidate;
  readonly trouble: Trouble;
  /** How long everyone is watched before the rollout is complete, where it is longer than the plan says. */
  readonly watchedSeconds?: number;
};

const RATE = 300;
/** The demonstration's plan, with a margin below the harms that are simulated, and less patience. */
const planOf = (watchedSeconds = 0): Plan => ({
  ...QUICK_PLAN,
  stages: QUICK_PLAN.stages.map((stage) => ({
    ...stage,
    ...(stage.kind === "full" ? { minSeconds: Math.max(stage.minSeconds, watchedSeconds) } : {}),
    deadlineSeconds: 400 + (stage.kind === "full" ? watchedSeconds : 0),
  })),
  guardrails: QUICK_PLAN.guardrails.map(({ rule, ...guardrail }) => ({
    ...guardrail,
    rule: rule.kind === "sequential" ? { ...rule, advanceMargin: Math.min(rule.advanceMargin, 0.03) } : rule,
  })),
});

export type UntidyEnding = "completed" | "rolled-back" | "halted";

/** Rolls a candidate out over real flights in a chance order: by their own, a harm of the month is another one each hour. */
export function rollOutUntidily(served: Served, setting: UntidySetting, random: Random): UntidyEnding {
  const plan = planOf(setting.watchedSeconds);
  const traffic = trafficOf(served, plan, setting, random);
  for (const stage of plan.stages) {
    const ended = stageOf(plan, stage, traffic, setting);
    if (ended !== "advance") return ended === "roll-back" ? "rolled-back" : "halted";
  }
  return "completed";
}

type Traffic = (stage: Stage, second: number) => Received[];

function stageOf(plan: Plan, stage: Stage, traffic: Traffic, { judge, trouble }: UntidySetting) {
  const { baseline = 0, candidate = 0 } = trouble.behind ?? {};
  const told = new UntidyStage(plan, stage, { baseline, candidate });
  for (let second = 0; second <= stage.deadlineSeconds; second += 1) {
    told.receive(traffic(stage, second));
    const { kind } = judgeStage(plan, stage, told.evidence(), judge).decision;
    if (kind !== "hold") return kind;
  }
  return "halt";
}

function trafficOf(
  served: Served,
  plan: Plan,
  { candidate: { version, shift }, trouble }: UntidySetting,
  random: Random,
): Traffic {
  const { late, logits } = served;
  const base = logits.get(1)!;
  const own = logits.get(version)!;
  const { labelAfter = () => 3, broken = 0, bursts = false } = trouble;
  const shiftedBy = typeof shift === "number" ? () => shift : shift;
  let elapsed = 0;
  const answer = (arm: Arm, at: number, second: number): Received => {
    const logit = arm === "baseline" ? base[at]! : own[at]! + shiftedBy(elapsed);
    const after = labelAfter({ arm, late: late[at] === 1 }, random);
    const loss = random.uniform() < broken ? null : lossOf(logit, late[at]!);
    return { arm, loss, labelledAt: after === null ? null : second + after };
  };
  return (stage, second) => {
    elapsed += 1;
    const share = plannedCandidateShare(exposureOfStage(plan, stage));
    const rate = bursts ? Math.round(RATE * (second % 20 < 15 ? 0.2 : 3.4)) : RATE;
    return Array.from({ length: rate }, () => {
      const flight = Math.floor(random.uniform() * late.length);
      const arms: readonly Arm[] =
        stage.kind === "shadow"
          ? ["baseline", "candidate"]
          : [random.uniform() < share ? "candidate" : "baseline"];
      return arms.map((arm) => answer(arm, flight, second));
    }).flat();
  };
}
