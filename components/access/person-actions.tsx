"use client";

import { MenuItem } from "#components/ui/menu.tsx";
import { MoreMenu } from "#components/ui/more-menu.tsx";
import type { ListedPerson } from "#lib/access/views/person-list.ts";

/** What an admin changes about a person. */
export type PersonChange = "assign" | "link" | "reset" | "disable" | "enable";

type PersonActionsProps = { person: ListedPerson; ask: (what: PersonChange) => void };

/** The menu at the end of a person's row. */
export function PersonActions({ person, ask }: PersonActionsProps) {
  if (person.disabledAt)
    return (
      <MoreMenu label={`Change ${person.name}`}>
        <MenuItem onSelect={() => ask("enable")}>Give access back</MenuItem>
      </MoreMenu>
    );
  return (
    <MoreMenu label={`Change ${person.name}`}>
      <MenuItem onSelect={() => ask("assign")}>Change roles</MenuItem>
      <MenuItem onSelect={() => ask("link")}>Give a way back in</MenuItem>
      {person.factors.length > 0 && <MenuItem onSelect={() => ask("reset")}>Reset second factor</MenuItem>}
      <MenuItem danger onSelect={() => ask("disable")}>
        End access
      </MenuItem>
    </MoreMenu>
  );
}
