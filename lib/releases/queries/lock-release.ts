import type { Release, ReleaseContributor, Verdict } from "#generated/prisma/client.ts";
import type { CastVerdict, Decision } from "#lib/councils/quorum.ts";
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
  const found = await tx.release.findFirst({
    where: { number },
    include: {
      verdicts: { orderBy: [{ signedAt: "asc" }, { id: "asc" }] },
      contributors: { orderBy: { at: "asc" } },
    },
  });
  if (!found) return refuse("not-found", "release-not-found", `There is no release ${number} here.`);
  const { verdicts, contributors, ...release } = found;
  return ok({
    release,
    sections: release.sections as unknown as ReleaseSections,
    digests: release.sectionDigests as SectionDigests,
    verdicts: verdicts.map(asCastVerdict),
    contributors,
    entitled: await entitlement(tx, verdicts, contributors),
  });
}

const asCastVerdict = (verdict: Verdict): Verdict & CastVerdict => ({
  ...verdict,
  seat: verdict.seat as BusinessFunction,
  decision: verdict.decision as Decision,
  sectionDigests: verdict.sectionDigests as Record<string, string>,
});

async function entitlement(
  tx: Tx,
  verdicts: readonly Verdict[],
  contributors: readonly ReleaseContributor[],
) {
  const ids = [...new Set(verdicts.map((verdict) => verdict.signerId))];
  const members = await tx.membership.findMany({ where: { personId: { in: ids } } });
  const people = await tx.person.findMany({
    where: { id: { in: ids }, disabledAt: null },
    select: { id: true },
  });
  const enabled = new Set(people.map((person) => person.id));
  const excluded = new Set(contributors.map((contributor) => contributor.personId));
  const functions = new Map(members.map((member) => [member.personId, member.functions]));
  return (personId: string, seat: BusinessFunction): boolean =>
    enabled.has(personId) && !excluded.has(personId) && (functions.get(personId)?.includes(seat) ?? false);
}
