import type { Plan } from "#lib/releases/plan.ts";
import { judgeStage } from "#lib/rollouts/judge.ts";
import type { JudgeVersion } from "#lib/rollouts/judges.ts";
import { stretchSeconds } from "#lib/rollouts/late-harm.ts";
import type { Stretch } from "#lib/stats/late-harm.ts";
import { mergeMoments, noMoments } from "#lib/stats/moments.ts";
import { type Law, momentsOf, noSums } from "./arm.ts";
import type { Random } from "./random.ts";
import { type Ending, evidenceOf, NOW, planOf, type Watched } from "./rollout.ts";

/** What changes in the course of a day, by how light it is: from -1 in the night to 1 at noon. */
type Daily<Of> = (light: number) => Of;

/** A stage of days, in which levels rise and fall, and who reports. */
export type DaySetting = Pick<Watched, "metric" | "rollbackMargin" | "advanceMargin"> & {
  readonly judge: JudgeVersion;
  readonly baseline: Daily<Law>;
  readonly candidate: Daily<Law>;
  /** The candidate's share of the rows that are reported. */
  readonly share: Daily<number>;
  readonly rowsEachHour: number;
  readonly days: number;
  /** Whether the stage is left with its first pass. */
  readonly advances: boolean;
};

const DAY_SECONDS = 86_400;
/** Looks are closer than stretches: one is open at every other look. */
const LOOKS_EACH_STRETCH = 2;

export function stageOfDays(setting: DaySetting, random: Random): Ending {
  const plan = planOfDays(setting);
  const stage = plan.stages[0]!;
  const seconds = stretchSeconds(stage, plan) / LOOKS_EACH_STRETCH;
  const looks = Math.floor((setting.days * DAY_SECONDS) / seconds);
  const rows = Math.round((setting.rowsEachHour * seconds) / 3600);
  let all = nothing;
  let open = nothing;
  const stretches: Stretch[] = [];
  for (let look = 1; look <= looks; look += 1) {
    const added = reportedAt(setting, Math.sin((2 * Math.PI * look * seconds) / DAY_SECONDS), rows, random);
    all = merged(all, added);
    open = merged(open, added);
    if (look % LOOKS_EACH_STRETCH === 0) {
      stretches.push(open);
      open = nothing;
    }
    const arm = (name: keyof Stretch) => ({ ...all[name], nonFinite: 0, latestAt: NOW });
    const reported = { baseline: arm("baseline"), candidate: arm("candidate"), stretches };
    const { decision } = judgeStage(plan, stage, evidenceOf({ g0: reported }), setting.judge);
    if (decision.kind === "roll-back") return { kind: "rolled-back", rows: look * rows };
    if (decision.kind === "advance" && setting.advances) return { kind: "completed", rows: look * rows };
  }
  return { kind: "held", rows: looks * rows };
}

const nothing: Stretch = { baseline: noMoments, candidate: noMoments };

const merged = (one: Stretch, other: Stretch): Stretch => ({
  baseline: mergeMoments(one.baseline, other.baseline),
  candidate: mergeMoments(one.candidate, other.candidate),
});

function reportedAt(setting: DaySetting, light: number, rows: number, random: Random): Stretch {
  const ours = random.binomial(rows, setting.share(light));
  const drawn = (law: Law, count: number) => {
    const sums = noSums();
    law(sums, count, random);
    return momentsOf(sums);
  };
  return {
    baseline: drawn(setting.baseline(light), rows - ours),
    candidate: drawn(setting.candidate(light), ours),
  };
}

/** The deadline is a week, so that a stretch is not quite an hour. */
function planOfDays({ metric, rollbackMargin, advanceMargin, rowsEachHour, days }: DaySetting): Plan {
  const watched = [{ metric, rollbackMargin, advanceMargin }];
  const rows = rowsEachHour * 24 * days;
  const plan = planOf({ watched, stages: 1, alpha: 0.05, rows: [rows / 2, rows / 2], looks: 1 });
  const stages = plan.stages.map((stage) => ({ ...stage, deadlineSeconds: 7 * DAY_SECONDS }));
  return { ...plan, stages, cohortSeconds: 60 };
}
