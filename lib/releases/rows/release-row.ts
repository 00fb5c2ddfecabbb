import type { ReleaseContributor, Release as Row } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { TIERS, type Tier } from "#lib/registry/tier.ts";
import { RELEASE_STATES, type ReleaseState } from "#lib/releases/release.ts";

/** A release's row, narrowed. */
export type Release = Omit<Row, "state" | "tier" | "subjectDigest"> & {
  readonly state: ReleaseState;
  readonly tier: Tier;
  readonly subjectDigest: Digest;
};

export const releaseOf = (row: Row): Release => ({
  ...row,
  state: oneOf(RELEASE_STATES, row.state),
  tier: oneOf(TIERS, row.tier),
  subjectDigest: row.subjectDigest as Digest,
});

/** The same with the tier of its model as it counts now. */
export type ReleaseNow = Release & { readonly tierNow: Tier };

/** Releases by number, in order of number. In SQL of its own: every signature reads one. */
export async function releaseRows(tx: Tx, numbers: readonly number[]): Promise<ReleaseNow[]> {
  const rows = await tx.$queryRaw<(Row & { tierNow: string })[]>`
    SELECT id, workspace_id AS "workspaceId", number, model_id AS "modelId", version_id AS "versionId",
           base_version_id AS "baseVersionId", pointer_id AS "pointerId", policy_version_id AS "policyVersionId", state,
           change_class AS "changeClass", tier, round, sections, section_digests AS "sectionDigests",
           subject_digest AS "subjectDigest", author_id AS "authorId", author_name AS "authorName",
           created_at AS "createdAt", round_opened_at AS "roundOpenedAt", due_at AS "dueAt", approved_at AS "approvedAt",
           valid_until AS "validUntil", (SELECT risk_tier FROM model WHERE id = model_id) AS "tierNow"
    FROM release WHERE number = ANY (${[...numbers]}::int[]) ORDER BY number`;
  return rows.map(({ tierNow, ...row }) => ({ ...releaseOf(row), tierNow: oneOf(TIERS, tierNow) }));
}

/** The contributors of these releases, each release's in the order they joined. */
export const contributorRows = (tx: Tx, releaseIds: readonly string[]): Promise<ReleaseContributor[]> =>
  tx.$queryRaw<ReleaseContributor[]>`
    SELECT release_id AS "releaseId", workspace_id AS "workspaceId", person_id AS "personId",
           person_name AS "personName", because, at
    FROM release_contributor WHERE release_id = ANY (${[...releaseIds]}::uuid[]) ORDER BY at`;
