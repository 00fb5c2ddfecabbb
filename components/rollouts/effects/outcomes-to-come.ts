import { formatNumber } from "#components/ui/format-number.ts";
import { exactSpanText, spanText } from "#components/ui/format-time.ts";
import type { Said } from "#components/ui/said.tsx";
import type { ArmOutcomes, OutcomesUntil } from "#lib/rollouts/views/outcomes-until.ts";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import type { ArmNames } from "../arm-names.ts";

/** From when on an arm's answers still lack outcomes. */
export type ToCome = { readonly arm: keyof ArmNames; readonly fromMs: number };

/** How far the outcomes of a metric have come: what is still to come, and a line that says so. */
export type OutcomesShown = { readonly toCome: readonly ToCome[]; readonly said: Said };

type Watched = Pick<RolloutPageView, "outcomesUntil" | "plan" | "stageEnteredAt" | "asOf">;

/** Null where the metric needs no outcome, nothing owes one yet, or the rollout has ended. */
export function outcomesShown(view: Watched, metric: string, arms: ArmNames): OutcomesShown | null {
  const found = view.outcomesUntil.find((one) => one.metric === metric);
  if (!found) return null;
  const all = (["candidate", "baseline"] as const).map((arm) => ({ arm, ...found[arm] }));
  const known = all.filter(({ completeUntil, toCome }) => completeUntil !== null || toCome > 0);
  if (known.length === 0) return null;
  const behind = known.filter(({ toCome }) => toCome > 0);
  return {
    toCome: behind.map(({ arm, completeUntil }) => ({
      arm,
      fromMs: Date.parse(completeUntil ?? view.stageEnteredAt),
    })),
    said:
      behind.length === 0
        ? ["All outcomes are there."]
        : [
            ...known.flatMap((one) => [...armSaid(one, arms[one.arm], view.asOf), " "]),
            ...lateSaid(found, view),
          ],
  };
}

function armSaid({ completeUntil, toCome }: ArmOutcomes, name: string, asOf: string): Said {
  if (toCome === 0) return [`Outcomes of ${name} are all there.`];
  const missing = `${formatNumber(toCome)} to come.`;
  if (completeUntil === null) return [`Outcomes of ${name} are not complete at any time yet: ${missing}`];
  const behind = spanText(Date.parse(asOf) - Date.parse(completeUntil));
  return [
    `Outcomes of ${name} are complete until `,
    { at: completeUntil, as: "clock" },
    `, ${behind} ago: ${missing}`,
  ];
}

/** Later than planned, they hold the stage: what is judged lacks them. */
function lateSaid(found: OutcomesUntil, { plan }: Pick<RolloutPageView, "plan">): Said {
  const late = ({ toCome, completeUntil }: ArmOutcomes) =>
    toCome > 0 && (completeUntil ?? "") < found.dueUntil;
  return late(found.baseline) || late(found.candidate)
    ? [`The plan expects them after ${exactSpanText(1000 * plan.maturitySeconds)}.`]
    : [];
}
