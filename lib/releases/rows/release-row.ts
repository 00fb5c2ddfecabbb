import type { ReleaseContributor, Release as Row } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { RELEASE_STATES, type ReleaseState } from "#lib/releases/release.ts";

/** A release's row, its state narrowed. */
export type Release = Omit<Row, "state"> & { readonly state: ReleaseState };

export const releaseOf = (row: Row): Release => ({ ...row, state: oneOf(RELEASE_STATES, row.state) });

/** Releases by number, in order of number. In SQL of its own: every signature reads one. */
export async function releaseRows(tx: Tx, numbers: readonly number[]): Promise<Release[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT id, workspace_id AS "workspaceId", number, model_id AS "modelId", version_id AS "versionId",
           base_version_id AS "baseVersionId", pointer_id AS "pointerId", policy_version_id AS "policyVersionId", state,
           change_class AS "changeClass", tier, round, sections, section_digests AS "sectionDigests",
           subject_digest AS "subjectDigest", author_id AS "authorId", author_name AS "authorName",
           created_at AS "createdAt", round_opened_at AS "roundOpenedAt", due_at AS "dueAt", approved_at AS "approvedAt",
           valid_until AS "validUntil"
    FROM release WHERE number = ANY (${[...numbers]}::int[]) ORDER BY number`;
  return rows.map(releaseOf);
}

/** The contributors of these releases, each release's in the order they joined. */
export const contributorRows = (tx: Tx, releaseIds: readonly string[]): Promise<ReleaseContributor[]> =>
  tx.$queryRaw<ReleaseContributor[]>`
    SELECT release_id AS "releaseId", workspace_id AS "workspaceId", person_id AS "personId",
           person_name AS "personName", because, at
    FROM release_contributor WHERE release_id = ANY (${[...releaseIds]}::uuid[]) ORDER BY at`;
