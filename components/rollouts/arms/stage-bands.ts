import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";

/** A stage on the ground of the charts. */
export type StageBand = { readonly name: string; readonly from: string; readonly to: string };

/** When each stage began and ended. */
export const stageBands = ({ steps, plan, asOf }: RolloutPageView): StageBand[] =>
  steps.map(({ stageIndex, enteredAt, leftAt }) => ({
    name: plan.stages[stageIndex]?.name ?? "",
    from: enteredAt,
    to: leftAt ?? asOf,
  }));
