import { CardDiff } from "#components/releases/card-diff.tsx";
import { SideBySide } from "#components/ui/page-head.tsx";
import { changedPart, diffLines } from "#lib/kernel/line-diff.ts";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import { CompareMetrics } from "./compare-metrics.tsx";
import { MadeOf } from "./made-of.tsx";

type CompareProps = { page: VersionPageView; other: VersionPageView };

/** Two versions of one model side by side: their numbers, what they are made of, what their cards say. */
export function Compare({ page, other }: CompareProps) {
  const lines = changedPart(diffLines(other.card.markdown, page.card.markdown));
  return (
    <>
      <CompareMetrics page={page} other={other} />
      <SideBySide>
        <MadeOf page={other} />
        <MadeOf page={page} />
      </SideBySide>
      <CardDiff
        title={`Card of v${page.version.number} against v${other.version.number}`}
        lines={lines}
        provenance={`revision ${page.card.revision}`}
      />
    </>
  );
}
