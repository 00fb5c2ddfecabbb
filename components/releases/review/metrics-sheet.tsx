import { Lock } from "lucide-react";
import { functionLabels } from "#components/access/words.ts";
import { MetricTable } from "#components/registry/metric-table.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import type { Section } from "#lib/councils/sections.ts";
import type { ReleaseView } from "#lib/releases/rows/release-view.ts";
import { baseOf, changesOf } from "./change-words.ts";
import { WhatChanges } from "./what-changes.tsx";

/** Every compared metric, with whose standing approval covers the evaluation; where nothing is live, what was measured. */
export function MetricsSheet({ release }: { release: ReleaseView }) {
  const { evaluation } = release;
  if (baseOf(release) === null && evaluation) {
    return (
      <MetricTable
        title="What was measured"
        provenance={`${evaluation.dataset}, ${formatNumber(evaluation.rows)} rows; nothing is live to compare with`}
        metrics={evaluation.metrics}
        deltas={[]}
        against={null}
      />
    );
  }
  return (
    <WhatChanges
      changes={changesOf(release)}
      baseVersion={baseOf(release)}
      version={`v${release.sections.artifact.version}`}
      provenance={
        <>
          {release.comparison && <span className="max-sm:hidden">{release.comparison.dataset},</span>}
          <SignedBy release={release} section="evidence" />
        </>
      }
    />
  );
}

/** Which functions' standing approvals cover a section. */
function SignedBy({ release, section }: { release: ReleaseView; section: Section }) {
  const names = release.council.seats
    .filter(({ signs }) => signs.includes(section))
    .filter(({ verdicts }) => verdicts.some(({ counts, decision }) => counts && decision === "approve"))
    .map((seat) => functionLabels[seat.function]);
  if (names.length === 0) return "not signed yet";
  return (
    <>
      signed by {names.join(", ")} <Lock aria-hidden="true" className="size-3.5" />
    </>
  );
}
