import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { RequirementCell } from "./requirement-cell.tsx";
import { priorChecks } from "./requirement-words.ts";

/** What must hold before any verdict counts, under the guardrails and none of them. */
export function PriorChecks({ view }: { view: RolloutPageView }) {
  const checks = priorChecks(view);
  if (checks.length === 0) return null;
  return (
    <section
      aria-label="Checked before any verdict"
      className="-mt-3 flex flex-wrap items-center rounded-lg border border-line bg-sunken max-sm:flex-col max-sm:items-stretch"
    >
      <p className="px-4 py-2.5 text-xs text-ink-3 sm:w-32">Checked before any verdict</p>
      <ul className="flex flex-1 flex-wrap max-sm:flex-col">
        {checks.map((check) => (
          <RequirementCell key={check.id} requirement={check} />
        ))}
      </ul>
    </section>
  );
}
