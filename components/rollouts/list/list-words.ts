import { inPageWords, storedReason } from "#components/metrics/judge-words.ts";
import type { StateLook } from "#components/ui/state-pill.tsx";
import type { ListedRollout } from "#lib/rollouts/views/rollout-list.ts";
import { armNames } from "../arm-names.ts";
import type { RolloutRow } from "../rollout-list.tsx";
import { healthLooks, rolloutLooks } from "../rollout-looks.ts";
import { guardrailText } from "../verdict-words.ts";

/** Rolling back first, then halted, paused, failing, holding, healthy. */
export const worstFirst = (rows: readonly ListedRollout[]): ListedRollout[] =>
  rows.toSorted((a, b) => rankOf(a) - rankOf(b));

const STATES: readonly ListedRollout["state"][] = ["rolling-back", "halted", "paused"];
const HEALTHS: readonly ListedRollout["health"][] = ["fail", "hold", "pass"];

function rankOf({ state, health }: ListedRollout): number {
  const worst = STATES.indexOf(state);
  return worst >= 0 ? worst : STATES.length + HEALTHS.indexOf(health);
}

export const rolloutPath = ({ release }: Pick<ListedRollout, "release">): string =>
  `/releases/${release}/rollout`;

/** A live rollout as its row shows it. */
export const liveRow = (row: ListedRollout): RolloutRow => ({
  id: String(row.number),
  href: rolloutPath(row),
  model: row.model,
  version: `v${row.candidate}`,
  pointer: row.pointer,
  state: lookOf(row),
  exposurePercent: row.exposurePercent,
  note: `${row.stage}. ${noteText(row)}`,
});

const runningLooks: Readonly<Record<ListedRollout["health"], StateLook>> = {
  pass: healthLooks.healthy,
  hold: healthLooks.holding,
  fail: healthLooks.failing,
};

const lookOf = ({ state, health }: ListedRollout): StateLook =>
  state === "running" ? runningLooks[health] : rolloutLooks[state];

/** What it waits for or why it ended: from the numbers of the guardrail that decides, where one does. */
export function noteText({ note, decides, base, candidate, endedAt }: ListedRollout): string {
  if (decides === null) return endedAt === null ? inPageWords(note) : storedReason(note);
  const { guardrail, metrics, stage, verdict } = decides;
  return guardrailText({ plan: { metrics }, stage }, guardrail, verdict, armNames({ base, candidate }));
}
