"use client";

import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { MenuItem } from "#components/ui/menu.tsx";
import { MoreMenu } from "#components/ui/more-menu.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ListedFactor } from "#lib/access/views/factor-list.ts";
import { kindWords } from "./factor-words.ts";
import { LastSeen } from "./last-seen.tsx";

type Ask = (verb: "rename" | "remove", factor: ListedFactor) => void;

/** The factors of an account; nothing where there are none. */
export function FactorTable({ factors, ask }: { factors: readonly ListedFactor[]; ask: Ask }) {
  const last: Column<ListedFactor> = {
    key: "actions",
    header: "Change",
    quietHeader: true,
    className: "sm:text-right",
    cell: (factor) => (
      <MoreMenu label={`Change ${factor.name}`}>
        <MenuItem onSelect={() => ask("rename", factor)}>Rename</MenuItem>
        <MenuItem danger onSelect={() => ask("remove", factor)}>
          Remove
        </MenuItem>
      </MoreMenu>
    ),
  };
  return (
    <DataTable
      caption="Second factors"
      columns={[...columns, last]}
      rows={factors}
      rowKey={(factor) => factor.id}
      empty={null}
    />
  );
}

const columns: readonly Column<ListedFactor>[] = [
  { key: "name", header: "Name", cell: ({ name }) => name, second: ({ kind }) => kindWords[kind] },
  {
    key: "added",
    header: "Added",
    align: "right",
    cell: ({ createdAt }) => <Time at={createdAt} as="relative" className="text-ink-2" />,
  },
  {
    key: "used",
    header: "Last used",
    align: "right",
    cell: ({ lastUsedAt }) => <LastSeen at={lastUsedAt} />,
  },
];
