import { Time } from "#components/ui/time.tsx";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { RequirementCell } from "./requirement-cell.tsx";
import { deadlineOf, requirementsOf } from "./requirement-words.ts";

/** All that stands between a running stage and the next, at once, and what happens at its deadline. */
export function Requirements({ view }: { view: RolloutPageView }) {
  const deadline = deadlineOf(view);
  if (view.state !== "running" || view.base === null) return null;
  return (
    <section
      aria-label="Requirements for the next stage"
      className="rounded-lg border border-line bg-surface"
    >
      <ul className="flex flex-wrap max-sm:flex-col max-sm:divide-y max-sm:divide-line">
        {requirementsOf(view).map((requirement) => (
          <RequirementCell key={requirement.id} requirement={requirement} />
        ))}
      </ul>
      {deadline && (
        <p className="border-t border-line px-4 py-2 text-xs text-ink-2">
          If it is still undecided at <Time at={deadline.at} as="minute" />, {deadline.acts}.
        </p>
      )}
    </section>
  );
}
