import type { ReactNode } from "react";
import { Digest } from "#components/ui/digest.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { PlanStage } from "./release-view.ts";

type PlanProps = {
  stages: readonly PlanStage[];
  digest: string;
  /** When it goes back by itself, in words. */
  wayBack: ReactNode;
};

export function Plan({ stages, digest, wayBack }: PlanProps) {
  return (
    <Sheet title="Rollout plan" provenance={<Digest value={digest} label="hash" bare />}>
      <PlanBars stages={stages} />
      <div className="mt-3 text-xs text-ink-2">{wayBack}</div>
    </Sheet>
  );
}

/** The stages as steps; height is exposure, drawn so that shadow and 5 % can still be told apart. */
export function PlanBars({ stages }: { stages: readonly PlanStage[] }) {
  return (
    <ol className="flex items-end gap-1.5">
      {stages.map((stage) => (
        <li key={stage.id} className="min-w-0 flex-1 text-center">
          <span
            aria-hidden="true"
            className="block rounded-t border-t-2 border-candidate bg-candidate/20"
            style={{ height: `${Math.round(18 + 66 * (stage.trafficPercent / 100) ** 0.7)}px` }}
          />
          <span className="block truncate text-xs font-medium">{stage.name}</span>
          <span className="block truncate text-2xs text-ink-3">{stage.duration}</span>
        </li>
      ))}
    </ol>
  );
}
