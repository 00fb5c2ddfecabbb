import { AutoRefresh } from "#components/ui/auto-refresh.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { pagerHrefs } from "#components/ui/href-with.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import type { ListedRollout } from "#lib/rollouts/views/rollout-list.ts";
import { RolloutList } from "../rollout-list.tsx";
import { EndedRollouts } from "./ended-rollouts.tsx";
import { liveRow, worstFirst } from "./list-words.ts";

const REFRESH_SECONDS = 2;

type RolloutsViewProps = {
  live: readonly ListedRollout[];
  ended: { readonly items: readonly ListedRollout[]; readonly nextCursor: string | null };
  /** Names of the models to filter by. */
  models: readonly string[];
  model: string | undefined;
  /** The page of ended rollouts that is shown. */
  cursor: string | undefined;
};

/** All that is live, worst first; then what has ended. */
export function RolloutsView({ live, ended, models, model, cursor }: RolloutsViewProps) {
  return (
    <>
      {live.length > 0 && <AutoRefresh everySeconds={REFRESH_SECONDS} />}
      <PageHead title="Rollouts" lede="Live rollouts, and what each one waits for." />
      <FilterBar filters={[{ name: "model", label: "Model", choices: models }]} />
      <RolloutList rows={worstFirst(live).map(liveRow)} />
      <EndedRollouts
        rows={ended.items}
        {...pagerHrefs("/rollouts", { cursor, nextCursor: ended.nextCursor }, { model })}
      />
    </>
  );
}
