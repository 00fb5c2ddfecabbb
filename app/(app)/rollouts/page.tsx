import type { z } from "zod";
import { EndedRollouts } from "#components/rollouts/ended-rollouts.tsx";
import { RolloutList } from "#components/rollouts/rollout-list.tsx";
import { healthLooks, rolloutLooks } from "#components/rollouts/rollout-looks.ts";
import { Page } from "#components/shell/page.tsx";
import { AutoRefresh } from "#components/ui/auto-refresh.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { hrefWith } from "#components/ui/href-with.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { look } from "#lib/command/query.ts";
import { modelList } from "#lib/overview/queries/model-list.ts";
import { rolloutList } from "#lib/rollouts/queries/rollout-list.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../refused.tsx";

export const metadata = { title: "Rollouts" };

const LIVE_MAX = 100;
const REFRESH_SECONDS = 2;

/** All that is live on one screen, worst first; then what has ended. */
export default async function RolloutsPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { cursor, ...filter } = await readParams(searchParams, ["model", "cursor"]);
  const ask = (more: Partial<z.input<typeof rolloutList.input>>) =>
    look(database(), rolloutList, { ...filter, ...more }, { caller });
  const live = await ask({ only: "live", limit: LIVE_MAX });
  if (!live.ok) return <Refused refusal={live.error} what="Rollouts" permission="rollout:read" />;
  const ended = await ask({ only: "ended", ...(cursor ? { cursor } : {}) });
  if (!ended.ok) return <Refused refusal={ended.error} what="Rollouts" permission="rollout:read" />;
  const models = await look(database(), modelList, { limit: 100 }, { caller });
  const rows = live.value.items.toSorted((a, b) => severity(a) - severity(b));
  const { items, nextCursor } = ended.value;
  return (
    <Page crumbs={[{ label: "Rollouts" }]}>
      {rows.length > 0 && <AutoRefresh everySeconds={REFRESH_SECONDS} />}
      <PageHead title="Rollouts" lede="What is on its way to everybody, and what it waits for." />
      <FilterBar
        filters={[
          {
            name: "model",
            label: "Model",
            choices: (models.ok ? models.value.items : []).map(({ name }) => ({ value: name, label: name })),
          },
        ]}
      />
      <RolloutList
        rows={rows.map((row) => ({
          id: String(row.number),
          href: `/releases/${row.release}/rollout`,
          model: row.model,
          version: `v${row.candidate}`,
          pointer: row.pointer,
          state: lookOf(row),
          exposurePercent: row.exposurePercent,
          note: `${row.stage}. ${row.note}`,
        }))}
      />
      <EndedRollouts
        rows={items.map((row) => ({
          id: String(row.number),
          href: `/releases/${row.release}/rollout`,
          title: `${row.model} v${row.candidate} on ${row.pointer}`,
          release: row.release,
          endedAt: row.endedAt,
          note: row.note,
          state: rolloutLooks[row.state],
        }))}
        shown={countOf(items.length, "rollout")}
        newerHref={cursor ? hrefWith("/rollouts", filter) : undefined}
        olderHref={nextCursor ? hrefWith("/rollouts", { ...filter, cursor: nextCursor }) : undefined}
      />
    </Page>
  );
}

type Row = z.infer<typeof rolloutList.output>["items"][number];

const SEVERITY = ["rolling-back", "halted", "paused"];

/** Going back first, then stopped, paused, holding, healthy. */
function severity({ state, health }: Row): number {
  const worst = SEVERITY.indexOf(state);
  if (worst >= 0) return worst;
  return SEVERITY.length + ["fail", "hold", "pass"].indexOf(health);
}

function lookOf({ state, health }: Row) {
  if (state !== "running") return rolloutLooks[state];
  return { pass: healthLooks.healthy, hold: healthLooks.holding, fail: healthLooks.failing }[health];
}
