import { RolloutWall } from "#components/rollouts/list/rollouts-view.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { ask, lookAtAll } from "#lib/command/query.ts";
import { rolloutList } from "#lib/rollouts/queries/rollout-list.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../../(app)/refused.tsx";

export const metadata = { title: "Rollouts, wall view" };

const LIVE_MAX = 100;

/** Outside the frame of the other pages: a screen on a wall has no navigation. */
export default async function RolloutWallPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const filter = await readParams(searchParams, ["q", "model", "pointer", "mine"]);
  const { live } = await lookAtAll(
    database(),
    { live: ask(rolloutList, { ...filter, only: "live", limit: LIVE_MAX }) },
    { caller },
  );
  if (!live.ok) return <Refused refusal={live.error} what="Rollouts" permission="rollout:read" />;
  return <RolloutWall live={live.value.items} />;
}
