import { storedReason } from "#components/metrics/judge-words.ts";
import type { RolloutRow } from "#components/rollouts/rollout-list.tsx";
import { type Health, healthLooks, rolloutLooks } from "#components/rollouts/rollout-looks.ts";
import { countOf } from "#components/ui/format-number.ts";
import type { LiveRollout } from "#lib/overview/views/live-rollout.ts";

/** A rollout as the list of rollouts shows it. */
export function rolloutRow(rollout: LiveRollout): RolloutRow {
  const { number, release, model, version, pointer, state, exposurePercent } = rollout;
  return {
    id: String(number),
    href: `/releases/${release}/rollout`,
    model,
    version: `v${version}`,
    pointer,
    state: state === "running" ? healthLooks[healthOf(rollout)] : rolloutLooks[state],
    exposurePercent,
    note: rolloutNote(rollout),
  };
}

function healthOf({ due, silent }: LiveRollout): Health {
  if (due === "roll-back" || due === "halt") return "failing";
  if (silent.length > 0) return "silent";
  return due === "hold" ? "holding" : "healthy";
}

function rolloutNote({ state, because, incident, stage, stageIndex, stages }: LiveRollout): string {
  if (state === "rolled-back" || state === "rolling-back" || state === "halted")
    return [...because.map(storedReason), ...(incident ? [`Incident ${incident} is open.`] : [])].join(" ");
  const [first, ...more] = because;
  const place = `${stage}, stage ${stageIndex + 1} of ${stages}`;
  if (!first) return `${place}. Every guardrail passes.`;
  return `${place}. ${first}${more.length > 0 ? ` And ${countOf(more.length, "more reason", "more reasons")}.` : ""}`;
}
