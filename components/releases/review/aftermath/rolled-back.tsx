import Link from "next/link";
import type { ReactNode } from "react";
import { storedReason } from "#components/metrics/judge-words.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { StateMark } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import { releaseTitle } from "#lib/releases/release-title.ts";
import type { RollbackStory } from "#lib/releases/views/rollback-story.ts";
import { Findings } from "./findings.tsx";

type OwnProps = { story: RollbackStory; author: string; finding: ReactNode };

/** Why this release was rolled back, and what was found: asked of whoever may say, told to everybody else. */
export function RolledBackSheet({ story, author, finding }: OwnProps) {
  return (
    <Sheet title="Why it was rolled back" provenance={<Time at={story.at} />}>
      <Why story={story} />
      <div className="mt-4 border-t border-line pt-4">
        <h3 className="text-sm font-semibold">What was found</h3>
        <Findings findings={story.findings} nobody={`${author} has not recorded yet what was found.`} />
        {finding}
      </div>
    </Sheet>
  );
}

type BeforeProps = { story: RollbackStory; model: string };

/** What the release before this one was rolled back for, where people decide on the next. */
export function RolledBackBeforeSheet({ story, model }: BeforeProps) {
  const { release, version, pointer } = story;
  return (
    <Sheet
      title="The release before was rolled back"
      provenance={
        <Link href={`/releases/${release}`} className="text-accent hover:underline">
          Release {release}, {releaseTitle({ model, version, pointer })}
        </Link>
      }
    >
      <Why story={story} />
      <Findings findings={story.findings} nobody="What was found is not recorded yet." />
    </Sheet>
  );
}

function Why({ story: { because, incident, release, at } }: { story: RollbackStory }) {
  return (
    <div className="flex items-start gap-3 text-sm">
      <StateMark tone="fail" icon="back" />
      <div className="min-w-0">
        <p className="font-medium wrap-anywhere">
          {because === null ? "Rolled back by hand." : storedReason(because)}
        </p>
        <p className="mt-1 flex flex-wrap gap-x-3 text-xs text-ink-2">
          <Time at={at} as="relative" />
          {incident && (
            <Link href={`/incidents/${incident.number}`} className="font-medium text-accent hover:underline">
              Incident {incident.number}, {incident.open ? "open" : "closed"}
            </Link>
          )}
          <Link href={`/releases/${release}/rollout`} className="font-medium text-accent hover:underline">
            Its rollout
          </Link>
        </p>
      </div>
    </div>
  );
}
