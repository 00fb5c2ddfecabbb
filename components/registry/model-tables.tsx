import { Boxes } from "lucide-react";
import Link from "next/link";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { type Column, DataTable, Pager } from "#components/ui/data-table.tsx";
import { Digest } from "#components/ui/digest.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf, formatNumber } from "#components/ui/format-number.ts";
import { Sheet } from "#components/ui/sheet.tsx";
import { Stated, type StateLook, Tag } from "#components/ui/state-pill.tsx";
import { Time } from "#components/ui/time.tsx";

export type ModelRow = {
  name: string;
  purpose: string;
  owner: string;
  tier: string;
  /** "v1 on production", one per pointer. */
  live: readonly string[];
  lastRelease: { label: string; href: string; at: string } | null;
};

type ModelTableProps = {
  rows: readonly ModelRow[];
  shown: string;
  /** Does the list leave something out because of a search or a filter? */
  filtered: boolean;
  newerHref?: string | undefined;
  olderHref?: string | undefined;
};

export function ModelTable({ rows, shown, filtered, newerHref, olderHref }: ModelTableProps) {
  return (
    <Sheet title="Models" provenance="by name" flush>
      <DataTable
        caption="Models"
        columns={modelColumns}
        rows={rows}
        rowKey={(row) => row.name}
        rowHref={(row) => `/models/${row.name}`}
        empty={filtered ? <NothingFound /> : <NoModels />}
      />
      {rows.length > 0 && <Pager shown={shown} newerHref={newerHref} olderHref={olderHref} />}
    </Sheet>
  );
}

function NoModels() {
  return (
    <EmptyState icon={Boxes} title="No model here yet">
      Add one with <code className="font-mono text-xs">POST /api/v1/models</code>, then register its first
      version. The API's own page at /api/docs shows how.
    </EmptyState>
  );
}

function NothingFound() {
  return (
    <EmptyState title="Nothing matches" action={<ButtonLink href="/models">Show all models</ButtonLink>}>
      Try fewer filters, or part of a name alone.
    </EmptyState>
  );
}

const modelColumns: readonly Column<ModelRow>[] = [
  { key: "name", header: "Model", cell: (row) => row.name, second: (row) => row.purpose },
  {
    key: "live",
    header: "Live",
    cell: (row) =>
      row.live.length > 0 ? row.live.join(", ") : <span className="text-ink-3">nothing yet</span>,
  },
  { key: "owner", header: "Owner", cell: (row) => <span className="text-ink-2">{row.owner}</span> },
  { key: "tier", header: "Tier", cell: (row) => <Tag>{row.tier}</Tag> },
  {
    key: "last",
    header: "Last release",
    align: "right",
    cell: (row) =>
      row.lastRelease ? (
        <Link href={row.lastRelease.href} className="relative z-10 hover:underline">
          {row.lastRelease.label}
        </Link>
      ) : (
        <span className="text-ink-3">none</span>
      ),
    second: (row) => row.lastRelease && <Time at={row.lastRelease.at} as="relative" />,
  },
];

export type VersionRow = {
  number: number;
  href: string;
  digest: string;
  state: StateLook;
  registeredBy: string;
  registeredAt: string;
  /** The model's main metric, as its report measured it. */
  metric: number | null;
};

type VersionTableProps = {
  rows: readonly VersionRow[];
  metric: string;
  decimals: number;
  newerHref?: string | undefined;
  olderHref?: string | undefined;
};

export function VersionTable({ rows, metric, decimals, newerHref, olderHref }: VersionTableProps) {
  const columns: readonly Column<VersionRow>[] = [
    {
      key: "number",
      header: "Version",
      cell: (row) => `v${row.number}`,
      second: (row) => (
        <>
          {row.registeredBy}, <Time at={row.registeredAt} as="date" />
        </>
      ),
    },
    {
      key: "digest",
      header: "Digest",
      cell: (row) => (
        <span className="relative z-10">
          <Digest value={row.digest} />
        </span>
      ),
    },
    { key: "metric", header: metric, align: "right", cell: (row) => formatNumber(row.metric, decimals) },
    {
      key: "state",
      header: "State",
      quietHeader: true,
      className: "sm:text-right",
      cell: (row) => <Stated look={row.state} />,
    },
  ];
  return (
    <Sheet title="Versions" provenance="immutable, newest first" flush>
      <DataTable
        caption="Versions"
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.number)}
        rowHref={(row) => row.href}
        empty={
          <EmptyState title="No version yet">
            Register one with its artifacts, and it gets a number and a digest.
          </EmptyState>
        }
      />
      {(newerHref || olderHref) && (
        <Pager shown={countOf(rows.length, "version")} newerHref={newerHref} olderHref={olderHref} />
      )}
    </Sheet>
  );
}
