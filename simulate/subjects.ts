import { COUNTS_ANSWERS, HEADLINE } from "#lib/metrics/catalogue.ts";
import type { Guardrail, Plan } from "#lib/releases/plan.ts";
import type { ArmEvidence, Evidence } from "#lib/rollouts/evidence.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import type { JudgeVersion } from "#lib/rollouts/judges.ts";
import { repeatsOf, spreadOf } from "#lib/stats/design-effect.ts";
import { addValue, armOf, noSums, type Sums } from "./arm.ts";
import type { Random } from "./random.ts";

/** Subjects who ask often, each in its own way: of one subject's rows the next is much like the last. */
export type SubjectSetting = {
  readonly judge: JudgeVersion;
  readonly kind: "share" | "mean";
  /** The mean of an error or a loss. */
  readonly level: number;
  /** How much worse the candidate's is. */
  readonly harm: number;
  /** The part of the variance that is the subject's own. */
  readonly likeness: number;
  /** Whether some subjects ask much more often than others. */
  readonly uneven: boolean;
  /** The candidate's share of subjects. */
  readonly share: number;
};

const SUBJECTS = 1500;
const ROWS_EACH = 100;
const LOOKS = 100;
const GROUPS = 64;
const NOW = "2026-01-01T01:00:00.000Z";

type Subject = {
  readonly ours: boolean;
  readonly busy: number;
  readonly own: number;
  readonly group: number;
};
type Seen = {
  readonly sums: Sums;
  readonly rows: number[];
  readonly totals: number[];
  readonly subjects: Set<Subject>;
};

export type SubjectEnding = "rolled-back" | "halted" | "held";

/** Runs one stage of 1,500 subjects with 100 requests each through the judge, in 100 looks. */
export function stageOfSubjects(setting: SubjectSetting, random: Random): SubjectEnding {
  const plan = planOf(setting);
  const subjects = Array.from({ length: SUBJECTS }, () => subjectOf(setting, random));
  const pick = pickerOf(subjects, random);
  const arms = { baseline: nothingSeen(), candidate: nothingSeen() };
  for (let look = 1; look <= LOOKS; look += 1) {
    for (let row = 0; row < (SUBJECTS * ROWS_EACH) / LOOKS; row += 1) {
      const subject = pick();
      see(arms[subject.ours ? "candidate" : "baseline"], subject, drawnBy(setting, subject, random));
    }
    const { decision } = judgeStage(plan, plan.stages[0]!, evidenceOf(setting, arms), setting.judge);
    if (decision.kind === "roll-back") return "rolled-back";
    if (decision.kind === "halt") return "halted";
  }
  return "held";
}

function subjectOf({ kind, level, likeness, uneven, share }: SubjectSetting, random: Random): Subject {
  const ours = random.uniform() < share;
  const busy = uneven ? Math.exp(1.5 * random.normal()) : 1;
  const alike = random.uniform() < likeness;
  const fails = random.uniform() < level ? 1 : 0;
  const own = kind === "mean" ? Math.sqrt(likeness) * random.normal() : alike ? fails : level;
  return { ours, busy, own, group: Math.floor(random.uniform() * GROUPS) };
}

function drawnBy(
  { kind, level, harm, likeness }: SubjectSetting,
  { ours, own }: Subject,
  random: Random,
): number {
  const worse = ours ? harm : 0;
  return kind === "mean"
    ? level + worse + 0.4 * (own + Math.sqrt(1 - likeness) * random.normal())
    : Number(random.uniform() < own + worse);
}

/** Draws subjects as often as they ask. */
function pickerOf(subjects: readonly Subject[], random: Random): () => Subject {
  let asked = 0;
  const until = subjects.map(({ busy }) => (asked += busy));
  return () => {
    const at = random.uniform() * asked;
    let low = 0;
    let high = subjects.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (until[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return subjects[low]!;
  };
}

const zeros = () => Array.from({ length: GROUPS }, () => 0);
const nothingSeen = (): Seen => ({ sums: noSums(), rows: zeros(), totals: zeros(), subjects: new Set() });

function see({ sums, rows, totals, subjects }: Seen, subject: Subject, value: number): void {
  addValue(sums, value);
  rows[subject.group]! += 1;
  totals[subject.group]! += value;
  subjects.add(subject);
}

type Arms = Record<"baseline" | "candidate", Seen>;

function evidenceOf({ share }: SubjectSetting, { baseline, candidate }: Arms): Evidence {
  return {
    asOf: NOW,
    stageEnteredAt: "2026-01-01T00:00:00.000Z",
    watermark: NOW,
    byGuardrail: { g: { baseline: reported(baseline), candidate: reported(candidate) } },
    exposureCounts: {
      baseline: baseline.sums.n,
      candidate: candidate.sums.n,
      plannedCandidateShare: share,
      units: { baseline: baseline.subjects.size, candidate: candidate.subjects.size },
    },
  };
}

const reported = ({ sums, rows, totals, subjects }: Seen): ArmEvidence => ({
  ...armOf(sums, NOW),
  bySubject: {
    rows: sums.n,
    subjects: subjects.size,
    repeats: repeatsOf(rows),
    values: spreadOf({ rows, totals }, sums.squares),
    broken: spreadOf({ rows, totals: zeros() }, 0),
  },
});

function planOf({ kind, share }: SubjectSetting): Plan {
  const common = { minSamplesPerArm: 50, maxStalenessSeconds: 60 } as const;
  const guardrails: Guardrail[] = [
    {
      ...common,
      id: "g",
      title: "Guardrail",
      metric: kind === "share" ? COUNTS_ANSWERS : HEADLINE,
      rule: { kind: "sequential", rollbackMargin: 0, advanceMargin: 1e-9 },
      onFail: "roll-back",
    },
    { ...common, id: "split", title: "Split", rule: { kind: "sample-ratio" }, onFail: "halt" },
  ];
  return {
    guardrails,
    stages: [
      {
        id: "s",
        name: "Stage",
        kind: "canary",
        trafficPercent: 100 * share,
        minSeconds: 0,
        minSamplesPerArm: 50,
        deadlineSeconds: 90 * 24 * 3600,
        onDeadline: "halt",
      },
    ],
    alpha: 0.05,
    plannedSamples: (SUBJECTS * ROWS_EACH) / 4,
    maturitySeconds: 0,
    cohortSeconds: 1,
    holdoutPercent: 0,
    consecutiveErrorsMax: 3,
  };
}
