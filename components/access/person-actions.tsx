"use client";

import { Ellipsis } from "lucide-react";
import { Menu, MenuItem } from "#components/ui/menu.tsx";
import type { ListedPerson } from "#lib/access/views/person-list.ts";

/** What an admin changes about a person. */
export type PersonChange = "assign" | "reset" | "disable";

type PersonActionsProps = { person: ListedPerson; ask: (what: PersonChange) => void };

/** The menu at the end of a person's row. */
export function PersonActions({ person, ask }: PersonActionsProps) {
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Change ${person.name}`}
          className="grid size-8 place-items-center rounded-md text-ink-2 hover:bg-sunken"
        >
          <Ellipsis aria-hidden="true" className="size-4" />
        </button>
      }
    >
      <MenuItem onSelect={() => ask("assign")}>Change roles</MenuItem>
      {person.factors.length > 0 && <MenuItem onSelect={() => ask("reset")}>Reset second factor</MenuItem>}
      <MenuItem danger onSelect={() => ask("disable")}>
        End access
      </MenuItem>
    </Menu>
  );
}
