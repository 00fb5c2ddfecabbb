import { spanText } from "#components/ui/format-time.ts";
import type { StateIcon } from "#components/ui/state-pill.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { listed } from "#lib/kernel/listed.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { DryRollout } from "#lib/rollouts/views/dry-run.ts";

const span = (seconds: number): string => spanText(1000 * seconds);

const tookBack = ({ would }: DryRollout): boolean => would.outcome === "roll-back";

/** "Would have rolled back 2 of 14: 1 that was rolled back then, and 1 that was fully released." */
export function summaryText(rollouts: readonly DryRollout[]): string {
  const back = rollouts.filter(tookBack);
  const of = (state: DryRollout["went"]["state"]) => back.filter(({ went }) => went.state === state).length;
  const [harmful, released] = [of("rolled-back"), of("completed")];
  const parts = [
    ...(harmful > 0 ? [`${harmful} that ${harmful === 1 ? "was" : "were"} rolled back then`] : []),
    ...(released > 0 ? [`${released} that ${released === 1 ? "was" : "were"} fully released`] : []),
  ];
  const counted = `Would have rolled back ${back.length} of ${rollouts.length}`;
  return parts.length === 0 ? `${counted}.` : `${counted}: ${listed(parts)}.`;
}

/** What it would have let through although it was rolled back then; null where there is none. */
export function missedText(rollouts: readonly DryRollout[]): string | null {
  const missed = rollouts.filter((each) => each.went.state === "rolled-back" && !tookBack(each));
  if (missed.length === 0) return null;
  const which = listed(missed.map(({ number, version }) => `rollout ${number} of v${version}`));
  return `Would not have rolled back ${which}.`;
}

/** "fully released after 2 h", "rolled back after 13 min" */
export function wentText({ went }: DryRollout): string {
  return `${went.state === "completed" ? "fully released" : "rolled back"} after ${span(went.seconds)}`;
}

/** "rolls back in 25 % after 9 min, for Log-loss" */
export function wouldText(plan: Plan, { would, unmeasured }: DryRollout): string {
  const stage = plan.stages.find(({ id }) => id === would.stage)?.name;
  const guardrail = plan.guardrails.find(({ id }) => id === would.guardrail)?.title;
  const failed = `in ${stage} after ${span(would.seconds ?? 0)}, for ${guardrail}`;
  const said = {
    "roll-back": `rolls back ${failed}`,
    halt: `halts ${failed}`,
    advance: "every guardrail with evidence passes",
    hold: guardrail ? `${guardrail} stays undecided in ${stage}` : "nothing was reported for its guardrails",
  }[would.outcome];
  const left = plan.guardrails.filter(({ id }) => unmeasured.includes(id)).map(({ title }) => title);
  return left.length === 0 || would.outcome === "hold" ? said : `${said}; no evidence for ${listed(left)}`;
}

/** The mark of a rollout under the plan. */
export const DRY_LOOKS = {
  "roll-back": { tone: "fail", icon: "back" },
  halt: { tone: "hold", icon: "halt" },
  advance: { tone: "pass", icon: "check" },
  hold: { tone: "none", icon: "hourglass" },
} as const satisfies Record<DryRollout["would"]["outcome"], { tone: Tone; icon: StateIcon }>;

export const DRY_WORDS: Readonly<Record<DryRollout["would"]["outcome"], string>> = {
  "roll-back": "would be rolled back",
  halt: "would be halted",
  advance: "would advance",
  hold: "would stay undecided",
};
