"use client";

import { Ellipsis } from "lucide-react";
import { type Column, DataTable } from "#components/ui/data-table.tsx";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import { Time } from "#components/ui/time.tsx";
import { changeWords, type FactorChange, type FactorRow, kindWords } from "./factor-words.ts";

type Ask = (verb: "rename" | "remove", factor: FactorRow) => void;

/** The factors of an account; nothing where there are none. */
export function FactorTable({ factors, ask }: { factors: readonly FactorRow[]; ask: Ask }) {
  const last: Column<FactorRow> = {
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

const columns: readonly Column<FactorRow>[] = [
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

/** What was changed last, and by whom: so that nobody changes it unnoticed. */
export function FactorChanges({ changes }: { changes: readonly FactorChange[] }) {
  if (changes.length === 0) return null;
  return (
    <div>
      <h3 className="text-xs font-medium text-ink-3">Last changes</h3>
      <ul className="mt-1 text-sm text-ink-2">
        {changes.map((change) => (
          <li key={change.event}>
            {changeWords(change)}, <Time at={change.at} as="relative" />
          </li>
        ))}
      </ul>
      <p className="mt-1 text-xs text-ink-3">
        Was one of these not you? End your other sessions, change your password, and tell an admin.
      </p>
    </div>
  );
}
