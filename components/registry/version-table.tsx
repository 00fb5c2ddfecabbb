import { ButtonLink } from "#components/ui/button-link.tsx";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import type { PagerHrefs } from "#components/ui/href-with.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated, type StateLook } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";
import type { VersionSummary } from "#lib/registry/views/version.ts";
import { headlineMetric, measuredValue } from "./headline-metric.ts";
import { metricTitle, valueText } from "./metric-words.ts";

type VersionTableProps = PagerHrefs & {
  model: string;
  versions: readonly VersionSummary[];
  stateOf: (version: VersionSummary) => StateLook;
};

/** A model's versions, each with its headline metric and how far it is. */
export function VersionTable({ model, versions, stateOf, newerHref, olderHref }: VersionTableProps) {
  return (
    <Sheet title="Versions" provenance="immutable, newest first" flush>
      <DataTable
        caption="Versions"
        columns={columnsFor(headlineMetric(versions), stateOf)}
        rows={versions}
        rowKey={({ number }) => String(number)}
        rowHref={({ number }) => `/models/${model}/versions/${number}`}
        empty={
          <EmptyState
            title="No version yet"
            action={
              <div className="flex flex-wrap justify-center gap-2">
                <ButtonLink href={`/models/${model}/register`}>Register a version</ButtonLink>
                <ButtonLink href="/api/docs">From a pipeline</ButtonLink>
              </div>
            }
          >
            Register one with its artifacts, and it gets a number and a digest.
          </EmptyState>
        }
      />
      {(newerHref || olderHref) && (
        <Pager shown={countOf(versions.length, "version")} newerHref={newerHref} olderHref={olderHref} />
      )}
    </Sheet>
  );
}

function columnsFor(
  headline: string | null,
  stateOf: VersionTableProps["stateOf"],
): readonly Column<VersionSummary>[] {
  return [
    {
      key: "number",
      header: "Version",
      cell: ({ number }) => `v${number}`,
      second: ({ registeredBy, registeredAt }) => (
        <>
          {registeredBy}, <Time at={registeredAt} as="date" />
        </>
      ),
    },
    {
      key: "digest",
      header: "Digest",
      cell: ({ digest }) => (
        <span className="relative z-10">
          <Digest value={digest} />
        </span>
      ),
    },
    {
      key: "metric",
      header: headline ? metricTitle(headline) : "Metric",
      align: "right",
      cell: ({ latestReport }) => {
        const value = measuredValue(latestReport, headline);
        return value === null || headline === null ? "not measured" : valueText(headline, value);
      },
    },
    {
      key: "state",
      header: "State",
      quietHeader: true,
      className: "sm:text-right",
      cell: (version) => <Stated look={stateOf(version)} />,
    },
  ];
}
