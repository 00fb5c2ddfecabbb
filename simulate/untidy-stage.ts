import { plannedCandidateShare } from "#lib/exposure/exposure.ts";
import type { Plan, Stage } from "#lib/releases/plan.ts";
import type { ArmEvidence, Evidence, GuardrailEvidence, LabelCount } from "#lib/rollouts/evidence.ts";
import { stretchSeconds } from "#lib/rollouts/late-harm.ts";
import { exposureOfStage } from "#lib/rollouts/stage-exposure.ts";
import type { Stretch } from "#lib/stats/late-harm.ts";
import { addValue, armOf, momentsOf, noSums, type Sums } from "./arm.ts";

export type Arm = "baseline" | "candidate";
const ARMS = ["baseline", "candidate"] as const;

/** One answer as it was received: its loss, null where it is not a number, and the second its outcome arrives in, if any. */
export type Received = {
  readonly arm: Arm;
  readonly loss: number | null;
  readonly labelledAt: number | null;
};

/** As the server takes it from the plan: as long as quality stays fresh. */
const NEWEST_SECONDS = 30;

type Counted = { answers: number; labelled: number; broken: number; losses: Sums };
const nothing = (): Counted => ({ answers: 0, labelled: 0, broken: 0, losses: noSums() });

/**
 * What a stage has been told so far, second by second, by the rules of the server: an answer is as old as its receipt, and
 * quality counts seconds whose label window is over.
 */
export class UntidyStage {
  private readonly seconds: Record<Arm, Counted>[] = [];
  private readonly arriving = new Map<number, { arm: Arm; second: number; loss: number | null }[]>();
  private readonly mature: Record<Arm, Counted> = { baseline: nothing(), candidate: nothing() };
  private readonly plan: Plan;
  private readonly stage: Stage;
  /** Seconds that each sender's clock is behind. */
  private readonly behind: Readonly<Record<Arm, number>>;

  constructor(plan: Plan, stage: Stage, behind: Readonly<Record<Arm, number>>) {
    this.plan = plan;
    this.stage = stage;
    this.behind = behind;
  }

  /** Takes what is received in the next second. */
  receive(rows: readonly Received[]): void {
    const second = this.seconds.length;
    this.seconds.push({ baseline: nothing(), candidate: nothing() });
    for (const { arm, loss, labelledAt } of rows) {
      this.seconds[second]![arm].answers += 1;
      if (labelledAt === null) continue;
      const due = this.arriving.get(Math.max(second, labelledAt)) ?? [];
      this.arriving.set(Math.max(second, labelledAt), due);
      due.push({ arm, second, loss });
    }
    for (const { arm, second: answered, loss } of this.arriving.get(second) ?? []) {
      label(this.seconds[answered]![arm], loss);
      if (answered < this.matureSeconds(second)) label(this.mature[arm], loss);
    }
    this.arriving.delete(second);
    const ripe = this.seconds[this.matureSeconds(second + 1) - 1];
    if (ripe) for (const arm of ARMS) add(this.mature[arm], ripe[arm]);
  }

  /** Seconds whose label window is over by the beginning of this one. */
  private matureSeconds(now: number): number {
    return Math.max(0, now - this.plan.maturitySeconds);
  }

  /** What the judge reads at the end of the last second received. */
  evidence(): Evidence {
    const now = this.seconds.length;
    const asOf = timeOf(now);
    const latestAt = timeOf(now - 1);
    const answers = (arm: Arm, until = now) => this.answersBefore(arm, until);
    const counts = (until: Record<Arm, number>) => ({
      baseline: answers("baseline", until.baseline),
      candidate: answers("candidate", until.candidate),
    });
    const last = now - 1;
    // By the senders' clocks, the arm that is ahead is counted until where the other is.
    const sent = last - Math.max(this.behind.baseline, this.behind.candidate);
    const never = (arm: Arm): ArmEvidence => armOf({ ...noSums(), n: answers(arm) }, latestAt);
    const arms = (of: (arm: Arm) => ArmEvidence | null) => ({
      baseline: of("baseline"),
      candidate: of("candidate"),
    });
    const byMetric: Record<string, GuardrailEvidence> = {
      "log-loss": {
        ...arms((arm) => this.quality(arm, latestAt)),
        labels: this.labels(),
        stretches: this.stretches(),
      },
      "error-rate": arms(never),
      "latency-ms": { ...arms(never), recent: [0] },
    };
    return {
      asOf,
      stageEnteredAt: timeOf(0),
      watermark: latestAt,
      byGuardrail: Object.fromEntries(
        this.plan.guardrails.flatMap(({ id, metric }) => (metric ? [[id, byMetric[metric]!]] : [])),
      ),
      exposureCounts: {
        ...counts({ baseline: now, candidate: now }),
        plannedCandidateShare: plannedCandidateShare(exposureOfStage(this.plan, this.stage)),
        shared: {
          receipt: counts({ baseline: last, candidate: last }),
          sender: counts({
            baseline: sent + this.behind.baseline,
            candidate: sent + this.behind.candidate,
          }),
        },
      },
    };
  }

  private readonly soFar: Record<Arm, number[]> = { baseline: [0], candidate: [0] };

  private answersBefore(arm: Arm, second: number): number {
    const sums = this.soFar[arm];
    for (let at = sums.length; at <= second; at += 1)
      sums.push(sums[at - 1]! + this.seconds[at - 1]![arm].answers);
    return sums[Math.max(0, second)]!;
  }

  private quality(arm: Arm, latestAt: string): ArmEvidence | null {
    const { losses, broken } = this.mature[arm];
    return losses.n + broken === 0 ? null : { ...armOf(losses, latestAt), nonFinite: broken };
  }

  /** Of the seconds whose label window is over, those that make up whole stretches. */
  private stretches(): Stretch[] {
    const seconds = stretchSeconds(this.stage, this.plan);
    const whole = Math.floor(this.matureSeconds(this.seconds.length) / seconds);
    return Array.from({ length: whole }, (_, at) => {
      const own = this.seconds.slice(at * seconds, (at + 1) * seconds);
      const of = (arm: Arm) => {
        const sums = nothing();
        for (const second of own) add(sums, second[arm]);
        return momentsOf(sums.losses);
      };
      return { baseline: of("baseline"), candidate: of("candidate") };
    });
  }

  private labels(): NonNullable<GuardrailEvidence["labels"]> {
    const mature = this.matureSeconds(this.seconds.length);
    const since = Math.max(0, mature - NEWEST_SECONDS);
    const all = (arm: Arm): LabelCount => ({
      owed: this.answersBefore(arm, mature),
      labelled: this.mature[arm].labelled,
    });
    const newest = (arm: Arm): LabelCount => ({
      owed: this.answersBefore(arm, mature) - this.answersBefore(arm, since),
      labelled: this.seconds.slice(since, mature).reduce((sum, second) => sum + second[arm].labelled, 0),
    });
    return {
      baseline: all("baseline"),
      candidate: all("candidate"),
      newest: { baseline: newest("baseline"), candidate: newest("candidate"), seconds: NEWEST_SECONDS },
    };
  }
}

function label(into: Counted, loss: number | null): void {
  into.labelled += 1;
  if (loss === null) into.broken += 1;
  else addValue(into.losses, loss);
}

function add(into: Counted, { labelled, broken, losses }: Counted): void {
  into.labelled += labelled;
  into.broken += broken;
  into.losses.n += losses.n;
  into.losses.total += losses.total;
  into.losses.squares += losses.squares;
}

const BEGAN = Date.parse("2026-01-01T00:00:00.000Z");
const timeOf = (second: number): string => new Date(BEGAN + 1000 * second).toISOString();
