import type { AuditFiltersView } from "#lib/audit/views/audit-filters.ts";
import type { Names } from "../event-words.ts";

/** Who acts here, by id, for the sentences of events. */
export const namesOf = ({ actors }: Pick<AuditFiltersView, "actors">): Names =>
  new Map(actors.map(({ id, name }) => [id, name]));
