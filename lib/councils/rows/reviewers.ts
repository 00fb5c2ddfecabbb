import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";

export type Reviewer = {
  readonly id: string;
  readonly name: string;
  readonly functions: readonly BusinessFunction[];
};

/** Everyone who may sign, by name, except contributors to the subject. */
export const reviewersExcept = (tx: Tx, excludedIds: readonly string[]): Promise<Reviewer[]> =>
  tx.$queryRaw<Reviewer[]>`
    SELECT p.id::text, p.name, m.functions FROM membership m
    JOIN person p ON p.id = m.person_id AND p.disabled_at IS NULL
    WHERE 'reviewer' = ANY(m.roles) AND NOT m.person_id::text = ANY(${[...excludedIds]}::text[])
    ORDER BY p.name`;
