import Link from "next/link";
import { countOf } from "#components/ui/format-number.ts";
import { Notice } from "#components/ui/notice.tsx";
import type { RolloutPageView } from "#lib/rollouts/views/rollout-page.ts";
import { armNames } from "../arm-names.ts";
import { correctedText, wouldText } from "../verdict/change-words.ts";
import { decisionLooks } from "../verdict/decision-words.ts";

/** The verdicts whose evidence was corrected since, each with what it would be now. */
export function ChangedVerdicts({ view }: { view: RolloutPageView }) {
  const changed = view.verdicts.flatMap((verdict) => {
    const { changed: change, decision, stageIndex, id } = verdict;
    if (!change) return [];
    const stage = view.plan.stages[stageIndex]?.name ?? "A stage";
    const said = `${correctedText(change, armNames(view))} ${wouldText(change, decision)}`;
    return [{ id, name: `${stage}: ${decisionLooks[decision].word.toLowerCase()}`, said }];
  });
  if (changed.length === 0) return null;
  return (
    <Notice
      tone="hold"
      icon="alert"
      title={`Evidence changed since ${countOf(changed.length, "verdict")}.`}
      details={
        <ul className="mt-1 space-y-1">
          {changed.map(({ id, name, said }) => (
            <li key={id}>
              <Link
                href={`/releases/${view.release}/rollout/verdicts/${id}`}
                className="font-medium text-accent hover:underline"
              >
                {name}
              </Link>{" "}
              <span className="text-ink-2">{said}</span>
            </li>
          ))}
        </ul>
      }
    >
      What was decided stands.
    </Notice>
  );
}
