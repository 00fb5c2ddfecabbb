import { pointerNames } from "#components/rollouts/list/list-words.ts";
import { RolloutsView } from "#components/rollouts/list/rollouts-view.tsx";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import { modelList } from "#lib/overview/queries/model-list.ts";
import { rolloutList } from "#lib/rollouts/queries/rollout-list.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../refused.tsx";

export const metadata = { title: "Rollouts" };

const LIVE_MAX = 100;
const MODELS_MAX = 100;

export default async function RolloutsPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const asked = ["q", "model", "pointer", "mine", "cursor", "as"] as const;
  const { cursor, as, ...filter } = await readParams(searchParams, asked);
  const { live, ended, models } = await lookAtAll(
    database(),
    {
      live: ask(rolloutList, { ...filter, only: "live", limit: LIVE_MAX }),
      ended: ask(rolloutList, { ...filter, only: "ended", cursor }),
      models: ask(modelList, { limit: MODELS_MAX }),
    },
    { caller },
  );
  if (!live.ok) return <Refused refusal={live.error} what="Rollouts" permission="rollout:read" />;
  if (!ended.ok) return <Refused refusal={ended.error} what="Rollouts" permission="rollout:read" />;
  return (
    <Page crumbs={[{ label: "Rollouts" }]}>
      <RolloutsView
        live={live.value.items}
        ended={ended.value}
        models={models.ok ? models.value.items.map(({ name }) => name) : []}
        pointers={models.ok ? pointerNames(models.value.items) : []}
        asTable={as === "table"}
        filter={filter}
        cursor={cursor}
      />
    </Page>
  );
}
