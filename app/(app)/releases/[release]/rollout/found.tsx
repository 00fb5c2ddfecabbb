import { FoundSheet } from "#components/rollouts/page/found-sheet.tsx";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { FindingPanel } from "../finding-panel.tsx";

/** What was found after a rollback, with its way to the server for whoever may record it. */
export function Found({ release: { number, author, rolledBack, mine } }: { release: ReleasePageView }) {
  if (rolledBack === null) return null;
  return (
    <FoundSheet
      story={rolledBack}
      author={author.name}
      form={
        mine.whyNotExplain === null && (
          <FindingPanel release={number} first={rolledBack.findings.length === 0} />
        )
      }
    />
  );
}
