import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Plan } from "#lib/releases/plan.ts";
import { isTooSlow, type PlanEstimate } from "#lib/releases/plan-estimate.ts";
import { aboutText, type Estimated, harmText, trafficText, withinText } from "./estimate-words.ts";
import { comparing } from "./margins.ts";
import type { GridRow } from "./stage-grid.tsx";

/** When each stage would decide, and the least harm it would see by then; hatched where nothing tells. */
export function estimateRows(plan: Plan, estimated: Estimated): GridRow[] {
  if (estimated.kind !== "known") {
    const word = estimated.kind === "no-traffic" ? "no traffic" : "not known";
    return [
      { key: "estimate", heading: "Estimated from last week's traffic" },
      { key: "decides", label: "Decides in", cell: () => <Hatched>{word}</Hatched> },
    ];
  }
  const { estimate } = estimated;
  return [
    { key: "estimate", heading: `Estimated from last week: ${trafficText(estimate)}` },
    decidesRow(estimate),
    { key: "harm", heading: "Smallest harm seen by then" },
    ...comparing(plan).map((guardrail) => ({
      key: `harm ${guardrail.id}`,
      label: guardrail.title,
      alone: `Smallest harm seen: ${guardrail.title}`,
      cell: (_: unknown, at: number) => {
        if (estimate.unmeasured.includes(guardrail.id)) return <Hatched>not estimated</Hatched>;
        const harm = estimate.stages[at]?.smallestHarm[guardrail.id];
        return <Estimate strong={harmText(plan, guardrail, harm)} />;
      },
    })),
  ];
}

const decidesRow = ({ stages }: PlanEstimate): GridRow => ({
  key: "decides",
  label: "Decides in",
  cell: (stage, at) => {
    const estimate = stages[at];
    if (estimate === undefined) return null;
    const { advancesIn } = estimate;
    return (
      <Estimate
        strong={advancesIn === null ? "never" : aboutText(advancesIn)}
        second={withinText(stage, estimate)}
        bad={isTooSlow(stage, estimate)}
      />
    );
  },
});

function Estimate({ strong, second, bad }: { strong: string; second?: string; bad?: boolean }) {
  return (
    <span className={clsx("text-sm", bad && "text-fail")}>
      <span className="font-medium">{strong}</span>
      {second && <span className={clsx("block text-xs", !bad && "text-ink-3")}>{second}</span>}
    </span>
  );
}

const Hatched = ({ children }: { children: ReactNode }) => (
  <span className="hatched grid h-7 w-full place-items-center rounded bg-sunken">
    <span className="rounded bg-surface px-1.5 text-xs text-ink-2">{children}</span>
  </span>
);
