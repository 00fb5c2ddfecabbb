import { z } from "zod";
import type { Prisma } from "#generated/prisma/client.ts";
import { defineQuery } from "#lib/command/query.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { pageOf, paging, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { RELEASE_STATES } from "#lib/releases/release.ts";
import { readRelease } from "./lock-release.ts";

const input = z.strictObject({
  ...paging,
  state: z.enum(RELEASE_STATES).optional(),
  model: slug.optional(),
  /** Part of a model's name, a person's name, or a release number. */
  q: z.string().trim().max(100).optional(),
});

const item = z.object({
  number: z.number(),
  state: z.enum(RELEASE_STATES),
  model: z.string(),
  version: z.number(),
  base: z.number().nullable(),
  pointer: z.string(),
  round: z.number(),
  tier: z.string(),
  changeClass: z.string(),
  what: z.string(),
  author: z.string(),
  createdAt: z.string(),
  dueAt: z.string().nullable(),
  validUntil: z.string().nullable(),
  seatsMet: z.number(),
  seatsAll: z.number(),
});

/** Releases, newest first. */
export const releaseList = defineQuery({
  name: "release-list",
  permission: "release:read",
  summary: "List releases",
  input,
  output: pageOf(item),

  async load(tx, filter) {
    const { cursor, limit, state } = filter;
    const before = cursor && /^\d{1,9}$/.test(cursor) ? Number(cursor) : undefined;
    const model = filter.model ? await tx.model.findFirst({ where: { name: filter.model } }) : undefined;
    const named = filter.q
      ? await tx.model.findMany({ where: { name: { contains: filter.q } }, select: { id: true } })
      : [];
    const where: Prisma.ReleaseWhereInput = {
      ...(state ? { state } : {}),
      ...(before ? { number: { lt: before } } : {}),
      ...(model !== undefined ? { modelId: model?.id ?? "00000000-0000-0000-0000-000000000000" } : {}),
      ...(filter.q
        ? {
            OR: searchOf(
              filter.q,
              named.map(({ id }) => id),
            ),
          }
        : {}),
    };
    const rows = await tx.release.findMany({
      where,
      orderBy: { number: "desc" },
      take: limit + 1,
      select: { number: true },
    });
    const items: z.input<typeof item>[] = [];
    for (const { number } of rows.slice(0, limit)) {
      const file = await readRelease(tx, number);
      if (!file.ok) continue;
      const { release, sections } = file.value;
      const council = councilStanding({ ...file.value, seats: sections.policy.seats });
      items.push({
        number,
        state: release.state as (typeof RELEASE_STATES)[number],
        model: sections.target.model,
        version: sections.artifact.version,
        base: sections.target.base?.version ?? null,
        pointer: sections.target.pointer,
        round: release.round,
        tier: release.tier,
        changeClass: release.changeClass,
        what: sections.case.what,
        author: release.authorName,
        createdAt: release.createdAt.toISOString(),
        dueAt: release.dueAt?.toISOString() ?? null,
        validUntil: release.validUntil?.toISOString() ?? null,
        seatsMet: council.met,
        seatsAll: council.seats.length,
      });
    }
    return ok({ items, nextCursor: rows.length > limit ? String(items.at(-1)!.number) : null });
  },
});

function searchOf(q: string, modelIds: string[]): Prisma.ReleaseWhereInput[] {
  const byNumber = /^\d{1,9}$/.test(q) ? [{ number: Number(q) }] : [];
  return [{ modelId: { in: modelIds } }, { authorName: { contains: q, mode: "insensitive" } }, ...byNumber];
}
