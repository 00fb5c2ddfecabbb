import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { SIGNS } from "./authority.ts";

export type Reviewer = {
  readonly id: string;
  readonly name: string;
  readonly functions: readonly BusinessFunction[];
};

/** Everyone who may sign, by name, except contributors to the subject. */
export const reviewersExcept = (tx: Tx, excludedIds: readonly string[], now: Date): Promise<Reviewer[]> =>
  tx.$queryRaw<Reviewer[]>`
    SELECT p.id::text, p.name, functions_held(m.workspace_id, m.person_id, ${now}) AS functions FROM membership m
    JOIN person p ON p.id = m.person_id AND p.disabled_at IS NULL
    WHERE ${SIGNS} AND NOT m.person_id::text = ANY(${[...excludedIds]}::text[])
    ORDER BY p.name`;
