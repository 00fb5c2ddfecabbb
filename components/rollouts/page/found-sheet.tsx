import Link from "next/link";
import type { ReactNode } from "react";
import { Findings } from "#components/releases/review/aftermath/findings.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import type { RollbackStory } from "#lib/releases/views/rollback-story.ts";

type FoundSheetProps = {
  story: Pick<RollbackStory, "release" | "incident" | "findings">;
  author: string;
  /** Asks for it, where the reader may answer. */
  form: ReactNode;
};

/** What was found after a rollback, kept with the release; each correction is a new entry. */
export function FoundSheet({ story: { release, incident, findings }, author, form }: FoundSheetProps) {
  return (
    <Sheet title="What was found" provenance={findings.length === 0 ? "not recorded yet" : "newest first"}>
      <Findings findings={findings} nobody={`${author} has not recorded yet what was found.`} />
      {form}
      <p className="mt-3 text-xs text-ink-3">
        Kept permanently with{" "}
        <Link href={`/releases/${release}`} className="font-medium text-accent hover:underline">
          release {release}
        </Link>
        ; a correction is a new entry.
        {incident && (
          <>
            {" "}
            The cause is recorded in{" "}
            <Link href={`/incidents/${incident.number}`} className="font-medium text-accent hover:underline">
              incident {incident.number}
            </Link>
            , {incident.open ? "which is open." : "which is closed."}
          </>
        )}
      </p>
    </Sheet>
  );
}
