import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";

/** Names of the reviewers who speak for each function, leaving out those who had a part in the release. */
export async function whoMayFill(
  tx: Tx,
  excludedIds: readonly string[],
): Promise<Map<BusinessFunction, string[]>> {
  const rows = await tx.$queryRaw<{ function: BusinessFunction; name: string }[]>`
    SELECT f.function, p.name FROM membership m
    JOIN person p ON p.id = m.person_id AND p.disabled_at IS NULL
    CROSS JOIN LATERAL unnest(m.functions) AS f (function)
    WHERE 'reviewer' = ANY(m.roles) AND NOT m.person_id::text = ANY(${[...excludedIds]}::text[])
    ORDER BY p.name`;
  const members = new Map<BusinessFunction, string[]>();
  for (const row of rows) members.set(row.function, [...(members.get(row.function) ?? []), row.name]);
  return members;
}
