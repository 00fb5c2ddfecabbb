import Link from "next/link";
import { chosenComparison, singleSlices, sliceName } from "#components/registry/evaluation-view.ts";
import { MetricTable } from "#components/registry/metric-table.tsx";
import { metricTitle } from "#components/registry/metric-words.ts";
import { SliceTable } from "#components/registry/slice-table.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf, formatNumber } from "#components/ui/format-number.ts";
import { ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import { hrefWith } from "../../../../search-params.ts";
import { SliceChange } from "./overview.tsx";
import { liveVersion, pathOf, type VersionData } from "./version-words.ts";

/** One report whole: every metric with its interval, the change against another version, slice by slice. */
export function Evaluation({ page, metric: asked }: { page: VersionData; metric: string | undefined }) {
  const { report, version } = page;
  if (!report) return <SliceChange page={page} />;
  const comparison = chosenComparison(report.content, [liveVersion(page), version.parent?.number]);
  const against = comparison ? `v${comparison.against.version}` : null;
  const metric = report.metrics.find((one) => one.metric === asked)?.metric ?? report.metrics[0]?.metric;
  const singles = singleSlices(report.content.slices);
  return (
    <>
      <MetricTable
        title={`${report.pipeline}: all rows`}
        provenance={`${report.dataset.name}, ${formatNumber(report.rows)} rows`}
        metrics={report.metrics}
        deltas={comparison?.metrics ?? []}
        against={against}
      />
      <MetricPicker page={page} current={metric} />
      <SliceChange page={page} metric={metric} />
      {metric && singles.length > 0 && (
        <SliceTable
          title="Other slices"
          metric={metric}
          against={against}
          rows={singles.map(({ slice, n, metrics }) => ({
            name: sliceName(slice),
            n,
            metric: metrics.find((one) => one.metric === metric),
            delta: comparison?.slices
              .find((one) => sliceName(one.slice) === sliceName(slice))
              ?.metrics.find((one) => one.metric === metric),
          }))}
        />
      )}
      <AllReports page={page} />
    </>
  );
}

/** Which metric the slices below show. */
function MetricPicker({ page, current }: { page: VersionData; current: string | undefined }) {
  const { report } = page;
  const address = (metric: string) =>
    hrefWith(pathOf(page), { tab: "evaluation", report: report?.id, metric });
  return (
    <nav aria-label="Metric by slice" className="flex flex-wrap items-center gap-1.5 text-sm">
      <span className="mr-1 text-xs text-ink-3">By slice</span>
      {report?.metrics.map(({ metric }) => (
        <Link
          key={metric}
          href={address(metric)}
          scroll={false}
          aria-current={metric === current ? "true" : undefined}
          className={
            metric === current
              ? "rounded-full bg-accent-weak px-2.5 py-1 font-medium text-accent"
              : "rounded-full border border-line px-2.5 py-1 text-ink-2 hover:bg-sunken"
          }
        >
          {metricTitle(metric)}
        </Link>
      ))}
    </nav>
  );
}

function AllReports({ page }: { page: VersionData }) {
  const { reports, report } = page;
  return (
    <Sheet title="Every report of this version" provenance={countOf(reports.length, "report")} flush>
      {reports.length === 0 && <EmptyState title="None yet" />}
      <ItemList
        square={false}
        items={reports.map((one) => ({
          key: one.id,
          title: one.id === report?.id ? `${one.pipeline}, shown above` : one.pipeline,
          detail: (
            <>
              {one.dataset.name}, {formatNumber(one.rows)} rows, by {one.producedBy},{" "}
              <Time at={one.createdAt} />
            </>
          ),
          tone: "pass",
          href: `${pathOf(page)}?tab=evaluation&report=${one.id}`,
          trailing: <Digest value={one.digest} />,
        }))}
      />
    </Sheet>
  );
}
