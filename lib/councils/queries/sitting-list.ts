import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { councilInForce } from "#lib/councils/rows/run-sitting.ts";
import { sittingLines } from "#lib/councils/rows/sittings.ts";
import { mayRun } from "#lib/councils/sitting-rules.ts";
import { nextByCadence } from "#lib/councils/sitting-time.ts";
import { sittingListView } from "#lib/councils/views/sitting-list.ts";
import { id, PAGE_SIZE_MAX } from "#lib/kernel/fields.ts";
import { errorOf, ok } from "#lib/kernel/result.ts";

/** The sittings of a council, newest first, and when it sits next by its cadence. */
export const sittingList = defineQuery({
  name: "sitting-list",
  permission: "sitting:read",
  summary: "List the sittings of a council",
  input: z.strictObject({
    councilId: id,
    cursor: z
      .string()
      .regex(/^\d{1,9}$/)
      .optional(),
    limit: z.coerce.number().int().min(1).max(PAGE_SIZE_MAX).default(10),
  }),
  output: sittingListView,

  async load(tx, { councilId, cursor, limit }, { caller, now }) {
    const council = await councilInForce(tx, councilId);
    if (!council.ok) return council;
    const before = cursor === undefined ? undefined : Number(cursor);
    const rows = await sittingLines(tx, councilId, { before, take: limit + 1 });
    const items = rows.slice(0, limit);
    return ok({
      items: items.map((one) => ({ ...one, startsAt: one.startsAt.toISOString() })),
      nextCursor: rows.length > limit ? String(items.at(-1)!.number) : null,
      nextAt: nextByCadence(council.value.content, now)?.toISOString() ?? null,
      whyNotRun: errorOf(mayRun(caller, council.value.content))?.message ?? null,
    });
  },
});
