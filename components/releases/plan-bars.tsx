import { clsx } from "clsx";
import { exactSpanText } from "#components/ui/format-time.ts";
import type { Stage } from "#lib/releases/plan.ts";

type Bar = Pick<Stage, "id" | "name" | "trafficPercent" | "minSeconds">;

/** A stage that a condition lets nobody pass, and whose condition that is. */
export type PlanCap = { readonly after: string; readonly text: string };

/** The stages as steps; what a condition keeps for later is hatched. */
export function PlanBars({
  stages,
  caps = [],
}: {
  stages: readonly Bar[];
  caps?: readonly PlanCap[] | undefined;
}) {
  const open = Math.min(...caps.map(({ after }) => stages.findIndex(({ id }) => id === after)));
  return (
    <>
      {caps.map(({ text }) => (
        <p key={text} className="mb-2 text-xs font-medium text-hold">
          {text}.
        </p>
      ))}
      <ol className="flex items-end gap-1.5">
        {stages.map((stage, i) => (
          <li
            key={stage.id}
            className={clsx(
              "min-w-0 flex-1 text-center",
              i === open && "border-r-2 border-dashed border-hold pr-1.5",
            )}
          >
            <span
              aria-hidden="true"
              className={clsx(
                "block rounded-t border-t-2",
                i > open ? "border-line bg-sunken" : "border-candidate bg-candidate/20",
              )}
              style={{ height: exposureHeight(stage.trafficPercent) }}
            />
            <span className="block truncate text-xs font-medium">{stage.name}</span>
            <span className="block truncate text-2xs text-ink-3">
              ≥ {exactSpanText(1000 * stage.minSeconds)}
            </span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** Height is exposure, on a scale that still tells shadow from 5 %. */
export const exposureHeight = (trafficPercent: number): string =>
  `${Math.round(18 + 66 * (Math.min(100, trafficPercent) / 100) ** 0.7)}px`;
