import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { MetricTable } from "#components/registry/metric-table.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { baseOf, changesOf } from "./change-words.ts";
import { ownSections } from "./own-sections.ts";
import { signedBy } from "./signature-words.ts";
import { WhatChanges } from "./what-changes.tsx";
import { Yours } from "./yours.tsx";

type MetricsProps = { release: ReleasePageView; threads?: ReactNode };

/** The metrics against what is live, or alone where nothing is, and who signed the evaluation. */
export function MetricsSheet({ release, threads }: MetricsProps) {
  const { evaluation } = release;
  if (baseOf(release) === null && evaluation) {
    return (
      <MetricTable
        title="Measured"
        provenance={`${evaluation.dataset}, ${formatNumber(evaluation.rows)} rows; nothing live to compare with`}
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
          {threads}
          <Yours mine={ownSections(release).includes("evidence")} />
          <SignedBy names={signedBy(release.council, "evidence")} />
        </>
      }
    />
  );
}

function SignedBy({ names }: { names: string }) {
  if (names === "") return "not signed yet";
  return (
    <>
      signed by {names} <Lock aria-hidden="true" className="size-3.5" />
    </>
  );
}
