import { percentText } from "#components/exposure/live-words.ts";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { armNames } from "../arm-names.ts";
import { exposureOf } from "./exposed-words.ts";

/** Who is served by which version now: the split as one bar, and how many that were. */
export function Exposed({ view }: { view: RolloutPageView }) {
  const exposure = exposureOf(view);
  if (exposure === null) return null;
  const { share, facts } = exposure;
  const { baseline, candidate } = armNames(view);
  return (
    <Sheet title="Who is exposed" provenance={view.plan.stages[view.stageIndex]?.name}>
      <p className="mb-1 flex justify-between gap-2 text-xs text-ink-2 tabular-nums">
        <span>
          {candidate} {percentText(100 * share)}
        </span>
        <span>
          {baseline} {percentText(100 * (1 - share))}
        </span>
      </p>
      <div aria-hidden="true" className="mb-3 flex h-4 overflow-hidden rounded border border-line-strong">
        <span className="bg-candidate" style={{ width: `${100 * share}%` }} />
        <span className="flex-1 bg-sunken" />
      </div>
      <DefinitionList items={facts} />
    </Sheet>
  );
}
