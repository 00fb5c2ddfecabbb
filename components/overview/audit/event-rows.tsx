"use client";

import type { ReactNode } from "react";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import { Time } from "#components/ui/time.tsx";

/** An event in the words of the trail. */
export type EventRow = {
  readonly uid: string;
  readonly what: string;
  readonly action: string;
  readonly who: string;
  readonly on: string;
  readonly at: string;
  /** Its place in the log; null until it is sealed. */
  readonly leaf: number | null;
};

/** The rows of the trail, laid out where they are shown: the words alone travel, not the markup of every cell. */
export const EventRows = ({ rows, empty }: { rows: readonly EventRow[]; empty: ReactNode }) => (
  <DataTable
    caption="Audit events"
    columns={COLUMNS}
    rows={rows}
    rowKey={({ uid }) => uid}
    empty={empty}
    rowHref={({ leaf, uid }) => `/audit/${leaf ?? uid}`}
  />
);

const COLUMNS: readonly Column<EventRow>[] = [
  {
    key: "what",
    header: "What",
    cell: ({ what }) => what,
    second: ({ action }) => <span className="font-mono text-2xs">{action}</span>,
  },
  { key: "who", header: "Who", cell: ({ who }) => <span className="text-ink-2">{who}</span> },
  { key: "on", header: "On", cell: ({ on }) => <span className="text-ink-2">{on}</span> },
  {
    key: "at",
    header: "When",
    align: "right",
    cell: ({ at }) => <Time at={at} as="second" className="text-ink-2" />,
  },
  {
    key: "leaf",
    header: "Leaf",
    align: "right",
    cell: ({ leaf }) =>
      leaf === null ? (
        <span className="text-ink-3">being sealed</span>
      ) : (
        <span className="font-mono text-xs">{formatNumber(leaf)}</span>
      ),
  },
];
