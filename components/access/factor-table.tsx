"use client";

import { Ellipsis } from "lucide-react";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ListedFactor } from "#lib/access/views/factor-list.ts";
import { kindWords } from "./factor-words.ts";

type Ask = (verb: "rename" | "remove", factor: ListedFactor) => void;

/** The factors of an account; nothing where there are none. */
export function FactorTable({ factors, ask }: { factors: readonly ListedFactor[]; ask: Ask }) {
  const last: Column<ListedFactor> = {
    key: "actions",
    header: "Change",
    quietHeader: true,
    className: "sm:text-right",
    cell: (factor) => (
      <Menu
        trigger={
          <button
            type="button"
            aria-label={`Change ${factor.name}`}
            className="inline-grid size-8 place-items-center rounded-md text-ink-2 hover:bg-sunken"
          >
            <Ellipsis aria-hidden="true" className="size-4" />
          </button>
        }
      >
        <MenuItem onSelect={() => ask("rename", factor)}>Rename</MenuItem>
        <MenuItem danger onSelect={() => ask("remove", factor)}>
          Remove
        </MenuItem>
      </Menu>
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
    cell: ({ lastUsedAt }) =>
      lastUsedAt ? (
        <Time at={lastUsedAt} as="relative" className="text-ink-2" />
      ) : (
        <span className="text-ink-3">never</span>
      ),
  },
];
