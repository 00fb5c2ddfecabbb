import { Activity } from "lucide-react";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { toneColor } from "#components/ui/tone.ts";
import type { ListedRollout } from "#lib/rollouts/views/rollout-list.ts";
import { LiveRow } from "./live-row.tsx";
import { countsOf, worstFirst } from "./standing.ts";

/** How many live rollouts stand how: the states of the rows below, counted. */
export function StandingCounts({ rows }: { rows: readonly ListedRollout[] }) {
  return (
    <ul
      aria-label="Live rollouts by state"
      className="grid grid-cols-2 gap-y-1 sm:flex sm:divide-x sm:divide-line"
    >
      {countsOf(rows).map(({ word, tone, count }) => (
        <li key={word} className="flex items-baseline gap-2 pr-5 sm:pl-5 sm:first:pl-0">
          <b
            className="text-2xl font-semibold tabular-nums"
            style={{ color: count === 0 || tone === "none" ? "var(--ink-2)" : toneColor[tone] }}
          >
            {count}
          </b>
          <span className="text-sm text-ink-2">{word}</span>
        </li>
      ))}
    </ul>
  );
}

type LiveRolloutsProps = {
  rows: readonly ListedRollout[];
  /** Where nobody can click: without what leads elsewhere. */
  wall?: boolean;
};

/** Every live rollout, the worst first. */
export function LiveRollouts({ rows, wall = false }: LiveRolloutsProps) {
  return (
    <section
      aria-label="Live rollouts"
      className="@container min-w-0 overflow-hidden rounded-lg border border-line bg-surface"
    >
      <p
        aria-hidden="true"
        className="hidden gap-x-5 border-b border-line py-2 pr-4 pl-6 text-xs text-ink-3 @5xl:grid @5xl:grid-cols-[10.5rem_minmax(8rem,1fr)_20rem_minmax(12rem,1.1fr)_10rem_1.5rem]"
      >
        <span>Worst first</span>
        <span>Candidate</span>
        <span>Served share and stage</span>
        <span className="flex justify-between gap-2 whitespace-nowrap">
          Guardrail that decides <span className="truncate">right is better</span>
        </span>
        <span>Next</span>
      </p>
      {rows.length === 0 ? (
        <EmptyState
          icon={Activity}
          title="No live rollouts"
          action={wall ? undefined : <ButtonLink href="/releases">Releases</ButtonLink>}
        >
          Start an approved release from its page.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-line">
          {worstFirst(rows).map((row) => (
            <LiveRow key={row.number} row={row} />
          ))}
        </ul>
      )}
    </section>
  );
}
