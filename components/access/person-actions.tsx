"use client";

import { MenuItem } from "#components/ui/menu.tsx";
import { MoreMenu } from "#components/ui/more-menu.tsx";
import type { ListedPerson } from "#lib/access/views/person-list.ts";

/** What an admin changes about a person. */
export type PersonChange = "assign" | "link" | "revoke" | "reset" | "disable" | "enable";

type PersonActionsProps = { person: ListedPerson; ask: (what: PersonChange) => void };

type Invited = Pick<ListedPerson, "state">;

/** What their link is called, and what sending one is called. */
export const linkNoun = ({ state }: Invited): string => (state === "invited" ? "invitation" : "link");
export const linkLabel = ({ state }: Invited): string =>
  state === "invited" ? "Send again" : "Send a reset link";

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
      <MenuItem onSelect={() => ask("link")}>{linkLabel(person)}</MenuItem>
      {person.link && !person.link.over && (
        <MenuItem onSelect={() => ask("revoke")}>Revoke {linkNoun(person)}</MenuItem>
      )}
      {person.factors.length > 0 && <MenuItem onSelect={() => ask("reset")}>Reset second factor</MenuItem>}
      <MenuItem danger onSelect={() => ask("disable")}>
        End access
      </MenuItem>
    </MoreMenu>
  );
}
