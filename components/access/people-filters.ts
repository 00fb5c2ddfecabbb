import type { Filter } from "#components/ui/filter-bar.tsx";
import { PERSON_STATES } from "#lib/access/views/person-list.ts";
import { ROLES } from "#lib/kernel/caller.ts";
import { stateLooks } from "./person-looks.ts";
import { roleLabels } from "./words.ts";

/** By what the list of people is narrowed down. */
export const peopleFilters = [
  {
    name: "role",
    label: "Role",
    choices: ROLES.map((role) => ({ value: role, label: roleLabels[role] })),
  },
  {
    name: "state",
    label: "State",
    choices: PERSON_STATES.map((state) => ({ value: state, label: stateLooks[state].word })),
  },
] satisfies readonly Filter[];
