import { Prisma } from "#generated/prisma/client.ts";
import { containsPattern } from "#lib/db/search-pattern.ts";
import type { ModelFilter } from "#lib/overview/views/model-filter.ts";

/** Whether compliance ever confirmed an assessment of `model`. */
export const TIER_CONFIRMED: Prisma.Sql = Prisma.sql`EXISTS (
  SELECT FROM tier_assessment WHERE model_id = model.id AND state = 'confirmed')`;

/** Whether `model` is one of these and comes after the cursor. */
export function filteredModels({ cursor, q, tier, without, owner }: Omit<ModelFilter, "limit">): Prisma.Sql {
  const found = [Prisma.sql`true`];
  if (cursor) found.push(Prisma.sql`model.name > ${cursor}`);
  if (tier) found.push(Prisma.sql`model.risk_tier = ${tier}`);
  if (without === "assessment") found.push(Prisma.sql`NOT ${TIER_CONFIRMED}`);
  if (owner) found.push(Prisma.sql`model.owner_id = ${owner}::uuid`);
  if (q) {
    const pattern = containsPattern(q);
    found.push(
      Prisma.sql`(model.name ILIKE ${pattern} OR model.title ILIKE ${pattern} OR model.purpose ILIKE ${pattern})`,
    );
  }
  return Prisma.join(found, " AND ");
}
