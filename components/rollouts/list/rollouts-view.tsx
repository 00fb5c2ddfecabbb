import { Maximize, OctagonPause, OctagonX, Rows3, Table2 } from "lucide-react";
import { AutoRefresh } from "#components/ui/auto-refresh.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { hrefWith, pagerHrefs } from "#components/ui/href-with.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { Zone } from "#components/ui/time.tsx";
import type { ListedRollout } from "#lib/rollouts/views/rollout-list.ts";
import { EndedRollouts } from "./ended-rollouts.tsx";
import { rolloutPath } from "./list-words.ts";
import { LiveRollouts, StandingCounts } from "./live-rollouts.tsx";
import { LiveTable } from "./live-table.tsx";
import { ledeText, standingOf, worstFirst } from "./standing.ts";

const REFRESH_SECONDS = 2;

/** What the reader chose, as the address has it. */
export type RolloutFilter = Readonly<Partial<Record<"q" | "model" | "pointer" | "mine", string>>>;

type RolloutsViewProps = {
  live: readonly ListedRollout[];
  ended: { readonly items: readonly ListedRollout[]; readonly nextCursor: string | null };
  /** Names of the models to filter by. */
  models: readonly string[];
  /** Names of the pointers to filter by. */
  pointers: readonly string[];
  /** What is live as a table, rather than to be read from afar. */
  asTable: boolean;
  filter: RolloutFilter;
  /** The page of ended rollouts that is shown. */
  cursor: string | undefined;
};

/** All that is live, worst first; then what has ended. */
export function RolloutsView(props: RolloutsViewProps) {
  const { live, ended, models, pointers, asTable, filter, cursor } = props;
  const shown = { ...filter, as: asTable ? "table" : undefined };
  const stopped = worstFirst(live).find((row) => ["halted", "paused"].includes(standingOf(row)));
  return (
    <>
      {live.length > 0 && <AutoRefresh everySeconds={REFRESH_SECONDS} />}
      <PageHead
        title="Rollouts"
        lede={ledeText(live)}
        actions={
          <>
            <ButtonLink
              href={hrefWith("/rollouts", { ...filter, as: asTable ? undefined : "table" })}
              icon={asTable ? Rows3 : Table2}
            >
              {asTable ? "Rows" : "Table"}
            </ButtonLink>
            <ButtonLink href={hrefWith("/rollouts/wall", filter)} icon={Maximize}>
              Wall view
            </ButtonLink>
            {live.length > 0 && (
              <ButtonLink href="/freezes#stop" icon={OctagonX}>
                Stop all…
              </ButtonLink>
            )}
            {stopped && (
              <ButtonLink href={rolloutPath(stopped)} icon={OctagonPause} variant="solid">
                {`Decide on ${stopped.model} v${stopped.candidate}`}
              </ButtonLink>
            )}
          </>
        }
      />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <StandingCounts rows={live} />
        <FilterBar
          search={{ name: "q", placeholder: "model or pointer" }}
          filters={[
            { name: "model", label: "Model", choices: models },
            { name: "pointer", label: "Pointer", choices: pointers },
          ]}
          ticks={[{ name: "mine", value: "yes", label: "Started by me" }]}
        />
      </div>
      {asTable && live.length > 0 ? <LiveTable rows={live} /> : <LiveRollouts rows={live} />}
      <EndedRollouts
        rows={ended.items}
        {...pagerHrefs("/rollouts", { cursor, nextCursor: ended.nextCursor }, shown)}
      />
      <p className="text-xs text-ink-3">
        {live.length > 0 && `Live: refreshed every ${REFRESH_SECONDS} s. `}Times are yours, <Zone />.
      </p>
    </>
  );
}

/** The same on a screen on the wall: nothing to click, everything half as large again. */
export function RolloutWall({ live }: Pick<RolloutsViewProps, "live">) {
  return (
    <main id="content" className="flex min-h-dvh flex-col gap-5 p-6" style={{ zoom: 1.5 }}>
      <AutoRefresh everySeconds={REFRESH_SECONDS} />
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-2">
        <h1 className="text-2xl font-semibold tracking-tight">Rollouts</h1>
        <StandingCounts rows={live} />
      </div>
      <LiveRollouts rows={live} wall />
      <p className="text-xs text-ink-2">
        {ledeText(live)} Times are in <Zone />.
      </p>
    </main>
  );
}
