import { z } from "zod";
import { Prisma } from "#generated/prisma/client.ts";
import { defineQuery } from "#lib/command/query.ts";
import { reviewsWhere } from "#lib/councils/rows/re-reviews.ts";
import { containsPattern } from "#lib/db/search-pattern.ts";
import { paging, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { reviewFiles } from "#lib/releases/rows/re-reviews.ts";
import { reviewLine } from "#lib/releases/rows/review-views.ts";
import { REVIEW_GROUPS, reviewListView } from "#lib/releases/views/reviews.ts";

const input = z.strictObject({
  ...paging,
  group: z.enum(REVIEW_GROUPS).optional(),
  model: slug.optional(),
  /** Part of a model's name, or the number of a re-review. */
  q: z.string().trim().max(100).optional(),
});

/** The re-reviews of what is or was live, newest first. */
export const reviewList = defineQuery({
  name: "review-list",
  permission: "release:read",
  summary: "List re-reviews of what is live",
  input,
  output: reviewListView,

  async load(tx, { cursor, limit, group, model, q }, { now }) {
    const before = cursor && /^\d{1,9}$/.test(cursor) ? Number(cursor) : null;
    const found = await reviewsWhere(
      tx,
      Prisma.sql`(${before}::int IS NULL OR r.number < ${before}::int)
        AND (${model ?? null}::text IS NULL OR model.name = ${model ?? null}::text)
        AND (${q ?? null}::text IS NULL OR model.name ILIKE ${containsPattern(q ?? "")} OR r.number::text = ${q ?? ""})
        AND ${inGroup(group, now)}`,
      limit + 1,
    );
    const files = await reviewFiles(tx, found.slice(0, limit), now);
    const items = files.map((file) => reviewLine(file, now));
    const models = await tx.$queryRaw<{ name: string }[]>`
      SELECT name FROM model WHERE id IN (SELECT model_id FROM re_review) ORDER BY name`;
    return ok({
      items,
      models: models.map(({ name }) => name),
      nextCursor: found.length > limit ? String(items.at(-1)?.number) : null,
    });
  },
});

function inGroup(group: z.output<typeof input>["group"], now: Date): Prisma.Sql {
  if (group === undefined) return Prisma.sql`true`;
  if (group === "overdue") return Prisma.sql`r.state = 'open' AND r.due_at <= ${now}::timestamptz`;
  return Prisma.sql`r.state = ${group}`;
}
