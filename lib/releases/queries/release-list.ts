import { z } from "zod";
import type { Prisma } from "#generated/prisma/client.ts";
import { defineQuery } from "#lib/command/query.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { paging, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { binding, unmet } from "#lib/releases/conditions.ts";
import { RELEASE_STATES } from "#lib/releases/release.ts";
import { type ReleaseCaseFile, readReleases } from "#lib/releases/rows/lock-release.ts";
import { type ListedRelease, releaseListView } from "#lib/releases/views/release-list.ts";

const input = z.strictObject({
  ...paging,
  state: z.enum(RELEASE_STATES).optional(),
  model: slug.optional(),
  /** Part of a model's name, a person's name, or a release number. */
  q: z.string().trim().max(100).optional(),
});

/** Releases, newest first. */
export const releaseList = defineQuery({
  name: "release-list",
  permission: "release:read",
  summary: "List releases",
  input,
  output: releaseListView,

  async load(tx, filter, { now }) {
    const { cursor, limit, state } = filter;
    const before = cursor && /^\d{1,9}$/.test(cursor) ? Number(cursor) : undefined;
    const model = filter.model ? await tx.model.findFirst({ where: { name: filter.model } }) : undefined;
    const named = filter.q
      ? await tx.model.findMany({
          where: { name: { contains: filter.q, mode: "insensitive" } },
          select: { id: true },
        })
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
    const page = rows.slice(0, limit).map(({ number }) => number);
    const items = (await readReleases(tx, page, now)).reverse().map(itemOf);
    return ok({ items, nextCursor: rows.length > limit ? String(page.at(-1)) : null });
  },
});

function itemOf(file: ReleaseCaseFile): ListedRelease {
  const { release, sections } = file;
  const council = councilStanding(file);
  const inReview = ["in-review", "changes-requested"].includes(release.state);
  return {
    number: release.number,
    state: release.state,
    conditionsOpen: unmet(binding(file.conditions, council)).length,
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
    changedAt: changedAt(file).toISOString(),
    dueAt: release.dueAt?.toISOString() ?? null,
    validUntil: release.validUntil?.toISOString() ?? null,
    seatsMet: council.met,
    seatsAll: council.seats.length,
    waitsFor: inReview
      ? council.seats.filter((seat) => seat.state !== "met").map((seat) => seat.function)
      : [],
  };
}

function changedAt({ release, signatures }: ReleaseCaseFile): Date {
  const moments = [release.roundOpenedAt, release.approvedAt, ...signatures.map(({ signedAt }) => signedAt)];
  return new Date(Math.max(...moments.map((at) => at?.getTime() ?? 0)));
}

function searchOf(q: string, modelIds: string[]): Prisma.ReleaseWhereInput[] {
  const byNumber = /^\d{1,9}$/.test(q) ? [{ number: Number(q) }] : [];
  return [{ modelId: { in: modelIds } }, { authorName: { contains: q, mode: "insensitive" } }, ...byNumber];
}
