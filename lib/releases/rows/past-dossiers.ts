import type { Prisma } from "#generated/prisma/client.ts";
import { takesKnown } from "#lib/councils/identity-taken.ts";
import { type Reviewer, reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Dossier } from "#lib/policy/dossier.ts";
import { gatherDossier } from "./gather-dossier.ts";
import { type ReleaseCaseFile, readReleases } from "./lock-release.ts";
import { lastRollback } from "./rollbacks.ts";
import { signedReports } from "./signed-reports.ts";

export type PastDossier = {
  readonly file: ReleaseCaseFile;
  readonly dossier: Dossier;
  readonly asOf: Date;
};

/** The newest releases that were submitted, oldest first, each with its dossier. */
export async function pastDossiers(tx: Tx, most: number, now: Date): Promise<PastDossier[]> {
  const rows = await tx.$queryRaw<{ number: number; id: string }[]>`
    SELECT number, id::text FROM release WHERE state NOT IN ('draft', 'withdrawn')
    ORDER BY number DESC LIMIT ${most}`;
  const files = await readReleases(
    tx,
    rows.map(({ number }) => number),
    now,
  );
  const [stored, reviewers] = await Promise.all([
    storedDossiers(
      tx,
      rows.map(({ id }) => id),
    ),
    reviewersExcept(tx, [], now),
  ]);
  return Promise.all(
    files.map(async (file) => {
      const kept = stored.get(file.id);
      return { file, ...(kept ?? (await putTogether(tx, file, { reviewers, now }))) };
    }),
  );
}

type Kept = { readonly dossier: Dossier; readonly asOf: Date };

/** The last that was taken of each. */
async function storedDossiers(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Kept>> {
  const rows = await tx.$queryRaw<{ id: string; content: Prisma.JsonValue; at: Date }[]>`
    SELECT DISTINCT ON (release_id) release_id::text AS id, content, taken_at AS at FROM release_dossier
    WHERE release_id = ANY (${[...ids]}::uuid[]) ORDER BY release_id, taken_at DESC`;
  return new Map(rows.map(({ id, content, at }) => [id, { dossier: content as Dossier, asOf: at }]));
}

type Around = { readonly reviewers: readonly Reviewer[]; readonly now: Date };

/** Of a release that was decided when its policy had no gates: from what never changes, as of then. */
async function putTogether(tx: Tx, file: ReleaseCaseFile, { reviewers, now }: Around): Promise<Kept> {
  const { release, sections } = file;
  const asOf = release.state === "in-review" ? now : (release.approvedAt ?? release.roundOpenedAt);
  const [reports, rolledBack] = await Promise.all([
    signedReports(tx, sections),
    lastRollback(tx, { ...release, releaseId: release.id }),
  ]);
  const dossier = await gatherDossier(tx, {
    ...release,
    releaseId: release.id,
    sections,
    contributors: file.contributors,
    members: membersOf(file, reviewers),
    baseStillLive: true,
    reports,
    rolledBack,
    now: asOf,
  });
  return { dossier, asOf };
}

function membersOf(file: ReleaseCaseFile, reviewers: readonly Reviewer[]): Map<BusinessFunction, string[]> {
  const excluded = new Set(file.contributors.map(({ personId }) => personId));
  const able = reviewers.filter(
    ({ id, known }) => !excluded.has(id) && takesKnown(file.identity.takes, known),
  );
  return new Map(
    file.seats.map(({ function: seat }) => [
      seat,
      able.filter(({ functions }) => functions.includes(seat)).map(({ name }) => name),
    ]),
  );
}
