import type { ReactNode } from "react";
import { shortMarginText } from "#components/metrics/metric-numbers.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import { exactSpanText } from "#components/ui/format-time.ts";
import { comparing, marginOf } from "#lib/releases/margins.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { comparedByGuardrail } from "#lib/releases/plan-metrics.ts";
import { estimateRows } from "./estimate-rows.tsx";
import type { Estimated } from "./estimate-words.ts";
import { type GridRow, StageGrid } from "./stage-grid.tsx";

/** The plan as it is signed, with what to expect of it where that is still of use. */
export function PlanGrid({ plan, estimated }: { plan: Plan; estimated: Estimated | undefined }) {
  return (
    <StageGrid
      stages={plan.stages}
      rows={[...numbers, ...margins(plan), ...(estimated ? estimateRows(plan, estimated) : [])]}
      name={(stage) => <span className="block font-medium @2xl:text-center @2xl:text-sm">{stage.name}</span>}
    />
  );
}

const numbers: readonly GridRow[] = [
  {
    key: "traffic",
    label: "Traffic on the candidate",
    cell: ({ kind, trafficPercent }) => (
      <Value>{kind === "shadow" ? "serves nobody" : `${trafficPercent} %`}</Value>
    ),
  },
  {
    key: "least",
    label: "At least",
    cell: (stage) => <Value>{exactSpanText(1000 * stage.minSeconds)}</Value>,
  },
  {
    key: "most",
    label: "At most",
    cell: (stage) => (
      <Value second={stage.onDeadline === "halt" ? "then halts" : "then rolls back"}>
        {exactSpanText(1000 * stage.deadlineSeconds)}
      </Value>
    ),
  },
  {
    key: "samples",
    label: "Samples per arm",
    cell: (stage) => <Value>{formatNumber(stage.minSamplesPerArm)}</Value>,
  },
];

function margins(plan: Plan): GridRow[] {
  const compared = comparing(plan);
  if (compared.length === 0) return [];
  return [
    { key: "margins", heading: "Advances when proven less worse than" },
    ...compared.map((guardrail): GridRow => {
      const metric = comparedByGuardrail(plan, guardrail);
      return {
        key: `margin ${guardrail.id}`,
        label: guardrail.title,
        alone: `Advances when proven less worse than: ${guardrail.title}`,
        cell: (stage) => {
          const margin = marginOf(stage, guardrail);
          return <Value>{metric ? shortMarginText(metric, margin) : margin}</Value>;
        },
      };
    }),
  ];
}

const Value = ({ children, second }: { children: ReactNode; second?: string }) => (
  <span className="text-sm text-ink-2">
    {children}
    {second && <span className="block text-xs text-ink-3">{second}</span>}
  </span>
);
