import { Time } from "#components/ui/time.tsx";
import type { RollbackStory } from "#lib/releases/views/rollback-story.ts";
import { ERASED } from "../discussion/discussion-words.ts";

type FindingsProps = {
  findings: RollbackStory["findings"];
  /** Said where there is none. */
  nobody: string;
};

/** What people recorded after a rollback, newest first. */
export function Findings({ findings, nobody }: FindingsProps) {
  if (findings.length === 0) return <p className="mt-2 text-sm text-ink-2">{nobody}</p>;
  return (
    <ul className="mt-2 flex flex-col gap-3 text-sm">
      {findings.map(({ by, at, text }) => (
        <li key={at} className="border-l-2 border-line pl-3">
          <p className="whitespace-pre-line wrap-anywhere">{text ?? ERASED}</p>
          <p className="mt-0.5 text-xs text-ink-3">
            {by ?? "Somebody"}, <Time at={at} />
          </p>
        </li>
      ))}
    </ul>
  );
}
