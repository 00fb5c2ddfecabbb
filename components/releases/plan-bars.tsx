import { exactSpanText } from "#components/ui/format-time.ts";
import type { Stage } from "#lib/releases/plan.ts";

type Bar = Pick<Stage, "id" | "name" | "trafficPercent" | "minSeconds">;

/** The stages as steps. */
export function PlanBars({ stages }: { stages: readonly Bar[] }) {
  return (
    <ol className="flex items-end gap-1.5">
      {stages.map((stage) => (
        <li key={stage.id} className="min-w-0 flex-1 text-center">
          <span
            aria-hidden="true"
            className="block rounded-t border-t-2 border-candidate bg-candidate/20"
            style={{ height: exposureHeight(stage.trafficPercent) }}
          />
          <span className="block truncate text-xs font-medium">{stage.name}</span>
          <span className="block truncate text-2xs text-ink-3">
            ≥ {exactSpanText(1000 * stage.minSeconds)}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Height is exposure, on a scale that still tells shadow from 5 %. */
export const exposureHeight = (trafficPercent: number): string =>
  `${Math.round(18 + 66 * (Math.min(100, trafficPercent) / 100) ** 0.7)}px`;
