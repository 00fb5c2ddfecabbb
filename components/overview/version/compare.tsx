import { ChangedFiles } from "#components/registry/changed-files.tsx";
import { CardDiff } from "#components/releases/card-diff.tsx";
import { SideBySide } from "#components/ui/page-head.tsx";
import { changedPart, diffLines } from "#lib/kernel/line-diff.ts";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import type { FileChangesView } from "#lib/registry/views/file-changes.ts";
import { CompareMetrics } from "./compare-metrics.tsx";
import { MadeOf } from "./made-of.tsx";
import { type FilesAsked, filesPager, versionPath } from "./version-address.ts";

type CompareProps = {
  page: VersionPageView;
  other: VersionPageView;
  changes: FileChangesView;
  asked: FilesAsked;
};

/** Two versions of one model side by side: their numbers, what they are made of, what their cards say. */
export function Compare({ page, other, changes, asked }: CompareProps) {
  const lines = changedPart(diffLines(other.card.markdown, page.card.markdown));
  return (
    <>
      <CompareMetrics page={page} other={other} />
      <SideBySide>
        <MadeOf page={other} />
        <MadeOf page={page} />
      </SideBySide>
      <ChangedFiles
        version={page.version.number}
        changes={changes}
        filtered={Boolean(asked.q || asked.change)}
        {...filesPager(versionPath(page), asked, changes.nextCursor)}
      />
      <CardDiff
        title={`Card of v${page.version.number} against v${other.version.number}`}
        lines={lines}
        provenance={`revision ${page.card.revision}`}
      />
    </>
  );
}
