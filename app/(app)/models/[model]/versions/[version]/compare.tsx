import { DeltaBar } from "#components/registry/metric-table.tsx";
import { directionText, metricDecimals, metricTitle } from "#components/registry/metric-words.ts";
import { CardDiff } from "#components/releases/card-diff.tsx";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { DefinitionList } from "#components/ui/definition-list.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Notice } from "#components/ui/notice.tsx";
import { SideBySide } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { changedPart, diffLines } from "#lib/kernel/line-diff.ts";
import type { MeasuredMetric, MetricDelta } from "#lib/registry/evaluation.ts";
import type { VersionData } from "./version-words.ts";

type CompareProps = { page: VersionData; other: VersionData };

/** Two versions of one model side by side: their numbers, what they are made of, what their cards say. */
export function Compare({ page, other }: CompareProps) {
  const lines = changedPart(diffLines(other.card.markdown, page.card.markdown));
  return (
    <>
      <Metrics page={page} other={other} />
      <SideBySide>
        <MadeOf page={other} />
        <MadeOf page={page} />
      </SideBySide>
      <CardDiff
        title={`Card of v${page.version.number} against v${other.version.number}`}
        lines={lines}
        revision={page.card.revision}
      />
    </>
  );
}

type Row = {
  metric: string;
  better: MeasuredMetric["better"];
  other: MeasuredMetric | undefined;
  mine: MeasuredMetric | undefined;
};

function Metrics({ page, other }: CompareProps) {
  const names = [...new Set([...metricsOf(page), ...metricsOf(other)].map(({ metric }) => metric))];
  const rows = names.map((metric): Row => {
    const mine = metricsOf(page).find((one) => one.metric === metric);
    const theirs = metricsOf(other).find((one) => one.metric === metric);
    return { metric, better: (mine ?? theirs)!.better, mine, other: theirs };
  });
  const deltas = pairedDeltas(page, other);
  const title = `v${page.version.number} against v${other.version.number}`;
  return (
    <>
      {differentData(page, other) && (
        <Notice tone="hold" title="Measured on different data.">
          {other.report?.dataset.name} and {page.report?.dataset.name}: the two columns are not comparable row
          by row.
        </Notice>
      )}
      <Sheet title={title} provenance="by the latest report of each" flush>
        <DataTable
          caption={title}
          columns={metricColumns(page, other, deltas)}
          rows={rows}
          rowKey={(row) => row.metric}
          empty={<EmptyState title="Neither version has been evaluated" />}
        />
      </Sheet>
    </>
  );
}

const metricsOf = ({ report }: VersionData): readonly MeasuredMetric[] => report?.metrics ?? [];

const differentData = (page: VersionData, other: VersionData): boolean =>
  page.report !== null && other.report !== null && page.report.dataset.digest !== other.report.dataset.digest;

/** The differences a report measured on the same rows, turned to read "this version minus the other". */
function pairedDeltas(page: VersionData, other: VersionData): ReadonlyMap<string, MetricDelta> {
  const own = comparisonWith(page, other.version.number);
  if (own) return new Map(own.map((delta) => [delta.metric, delta]));
  const turned = comparisonWith(other, page.version.number)?.map((delta) => ({
    ...delta,
    difference: negative(delta.difference),
    lower: negative(delta.upper),
    upper: negative(delta.lower),
  }));
  return new Map((turned ?? []).map((delta) => [delta.metric, delta]));
}

const comparisonWith = ({ report }: VersionData, version: number) =>
  report?.content.comparisons.find(({ against }) => against.version === version)?.metrics;

const negative = (value: number | null): number | null => (value === null ? null : -value);

function metricColumns(
  page: VersionData,
  other: VersionData,
  deltas: ReadonlyMap<string, MetricDelta>,
): readonly Column<Row>[] {
  const value = (metric: MeasuredMetric | undefined, name: string) =>
    formatNumber(metric?.value, metricDecimals(name));
  return [
    {
      key: "metric",
      header: "Metric",
      cell: (row) => metricTitle(row.metric),
      second: (row) => directionText(row),
    },
    {
      key: "other",
      header: `v${other.version.number}`,
      align: "right",
      cell: (row) => <span className="text-ink-2">{value(row.other, row.metric)}</span>,
    },
    {
      key: "mine",
      header: `v${page.version.number}`,
      align: "right",
      cell: (row) => value(row.mine, row.metric),
    },
    {
      key: "delta",
      header: "Change on the same rows, 95 % interval; right is better",
      className: "max-sm:col-span-2 sm:w-[46%]",
      cell: (row) => <DeltaBar delta={deltas.get(row.metric)} />,
    },
  ];
}

function MadeOf({ page: { version, reports } }: { page: VersionData }) {
  return (
    <Sheet title={`Version ${version.number}`} provenance={version.registeredBy}>
      <DefinitionList
        items={[
          { term: "Digest", value: <Digest value={version.digest} /> },
          {
            term: "Code",
            value: <code className="font-mono text-xs">{version.codeCommit.slice(0, 12)}</code>,
          },
          {
            term: "Lock file",
            value: version.lockDigest ? <Digest value={version.lockDigest} /> : "not recorded",
          },
          {
            term: "Settings",
            value: version.configDigest ? <Digest value={version.configDigest} /> : "not recorded",
          },
          {
            term: "Trained on",
            value: version.datasets.map(({ name }) => name).join(", ") || "not recorded",
          },
          { term: "Columns", value: version.schema.length },
          { term: "Reports", value: reports.length },
          { term: "Changed", value: version.description },
        ]}
      />
    </Sheet>
  );
}
