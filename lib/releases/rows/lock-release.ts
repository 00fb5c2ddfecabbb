import type { Release, ReleaseContributor, Verdict } from "#generated/prisma/client.ts";
import type { CastVerdict, Decision } from "#lib/councils/quorum.ts";
import { authorityOf } from "#lib/councils/rows/authority.ts";
import type { SectionDigests } from "#lib/councils/sections.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";

export type ReleaseCaseFile = {
  readonly release: Release;
  readonly sections: ReleaseSections;
  readonly digests: SectionDigests;
  readonly verdicts: readonly (Verdict & CastVerdict)[];
  readonly contributors: readonly ReleaseContributor[];
  /** Does the person still speak for the function, with their account open and no part in the release? */
  readonly entitled: (personId: string, seat: BusinessFunction) => boolean;
};

/** A release with all that decides over it, its row locked: every decision of one release takes turns here. */
export async function lockRelease(tx: Tx, number: number): Promise<Result<ReleaseCaseFile, Refusal>> {
  await tx.$executeRaw`SELECT id FROM release WHERE number = ${number} FOR UPDATE`;
  return readRelease(tx, number);
}

/** The same without the lock, for views. */
export async function readRelease(tx: Tx, number: number): Promise<Result<ReleaseCaseFile, Refusal>> {
  const [file] = await readReleases(tx, [number]);
  return file ? ok(file) : refuse("not-found", "release-not-found", `There is no release ${number} here.`);
}

/** Several releases by number, in order of number, at the price of one; those that are not here are left out. */
export async function readReleases(tx: Tx, numbers: readonly number[]): Promise<ReleaseCaseFile[]> {
  if (numbers.length === 0) return [];
  const found = await tx.release.findMany({
    where: { number: { in: [...numbers] } },
    include: {
      verdicts: { orderBy: [{ signedAt: "asc" }, { id: "asc" }] },
      contributors: { orderBy: { at: "asc" } },
    },
    orderBy: { number: "asc" },
  });
  const speaksFor = await authorityOf(
    tx,
    found.flatMap(({ verdicts }) => verdicts.map(({ signerId }) => signerId)),
  );
  return found.map(({ verdicts, contributors, ...release }) => {
    const excluded = new Set(contributors.map((contributor) => contributor.personId));
    return {
      release,
      sections: release.sections as unknown as ReleaseSections,
      digests: release.sectionDigests as SectionDigests,
      verdicts: verdicts.map(asCastVerdict),
      contributors,
      entitled: (personId, seat) => speaksFor(personId, seat) && !excluded.has(personId),
    };
  });
}

const asCastVerdict = (verdict: Verdict): Verdict & CastVerdict => ({
  ...verdict,
  seat: verdict.seat as BusinessFunction,
  decision: verdict.decision as Decision,
  sectionDigests: verdict.sectionDigests as Record<string, string>,
});
