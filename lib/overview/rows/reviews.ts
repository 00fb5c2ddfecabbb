import { Prisma } from "#generated/prisma/client.ts";
import type { IdentityLevel } from "#lib/access/identity-level.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import type { CompositionContent, CompositionReference } from "#lib/councils/composition.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { type Authority, authorityHere, authorityOver } from "#lib/councils/rows/authority.ts";
import { compositionsAt } from "#lib/councils/rows/compositions.ts";
import type { SealedVerdict, Sealing } from "#lib/councils/sealing.ts";
import { reachedBy, type StepTaken } from "#lib/councils/seat-clock.ts";
import type { SectionDigests } from "#lib/councils/sections.ts";
import type { Contributor } from "#lib/councils/signable.ts";
import type { Signature } from "#lib/councils/signature.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { ReleaseReference } from "#lib/overview/views/release-reference.ts";
import { type Review, seatWaitingFor, type WaitingSeat } from "#lib/overview/waiting.ts";
import type { SealRule, SeatRule } from "#lib/policy/policy.ts";
import { peopleRulesOf } from "#lib/policy/rows/policy-versions.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { REFERENCE, REFERRED, withReference } from "./release-references.ts";

/** At most this many releases in review are read for one person: the most urgent. */
export const REVIEWS_MAX = 50;

type NamedSignature = Signature & { readonly signerName: string };

/** A release in review, with only what a line shows. */
export type ReviewFile = Review & {
  readonly release: ReleaseReference;
  readonly changeClass: string;
  readonly dueAt: Date | null;
  readonly objections: readonly NamedSignature[];
  /** Which council it was submitted to; null where its policy names none. */
  readonly composition: CompositionReference | null;
  /** The steps taken of its late seats in this round, in order. */
  readonly steps: readonly LateStep[];
};

/** A step that was taken of a late seat, and whom it told. */
export type LateStep = StepTaken & { readonly told: readonly string[]; readonly dueAt: string };

const rosterOf = (composition: CompositionContent | undefined, steps: readonly LateStep[]) =>
  composition && { seats: composition.seats, reached: reachedBy(steps) };

export type ReviewWaiting = { readonly file: ReviewFile } & WaitingSeat;

/** The releases in review with a seat for this person to fill, the most urgent first. */
export async function reviewsWaiting(tx: Tx, caller: Caller, now: Date): Promise<ReviewWaiting[]> {
  if (caller.kind !== "person" || whyNotPermitted(caller, "verdict:cast") !== null) return [];
  if (caller.functions.length === 0) return [];
  const files = await releasesInReview(tx, seatsForOthersThan(caller.id, caller.functions), now);
  return files.flatMap((file) => {
    const waiting = seatWaitingFor(caller, file);
    return waiting ? [{ file, ...waiting }] : [];
  });
}

/** Releases in review that meet a condition on `release` and the sections of `REFERRED`, by due date. */
export const releasesInReview = (tx: Tx, condition: Prisma.Sql, now: Date): Promise<ReviewFile[]> =>
  reviews(tx, Prisma.sql`(state = 'in-review' OR ${RETROSPECTIVE}) AND ${condition}`, now);

/** It went out as an emergency, and its council has not approved it since. */
const RETROSPECTIVE = Prisma.sql`(change_class = 'emergency' AND approved_at IS NULL
  AND state IN ('releasing', 'released', 'rolled-back', 'superseded'))`;

/** Who gave a sealed verdict in the round, and whether they are revealed; what each says is not read here. */
const SEALED = Prisma.sql`
  round_opened_at AS "openedAt",
  CASE WHEN policy -> 'sealed' IS NOT NULL THEN
    EXISTS (SELECT FROM seal_reveal s WHERE s.release_id = release.id AND s.round = release.round) ELSE false END AS revealed,
  CASE WHEN policy -> 'sealed' IS NOT NULL THEN
    coalesce((SELECT json_agg(json_build_object('id', s.id, 'seat', s.seat, 'signerId', s.signer_id,
                'onBehalfOf', s.on_behalf_of_id, 'givenAt', s.given_at) ORDER BY s.given_at, s.id)
              FROM sealed_verdict s WHERE s.release_id = release.id AND s.round = release.round), '[]') ELSE '[]' END AS given`;

/** Releases of this author with requested changes, by due date. */
export const releasesToAnswer = (tx: Tx, authorId: string, now: Date): Promise<ReviewFile[]> =>
  reviews(tx, Prisma.sql`state = 'changes-requested' AND author_id = ${authorId}::uuid`, now);

type Row = ReleaseReference & {
  changeClass: string;
  dueAt: Date | null;
  digests: SectionDigests;
  seats: SeatRule[];
  composition: CompositionReference | null;
  recused: string[];
  sealed: SealRule | null;
  openedAt: Date;
  revealed: boolean;
  given: (Omit<SealedVerdict, "givenAt"> & { givenAt: string })[];
  steps: LateStep[];
  policyVersion: number;
  tier: Tier;
  signatures: (Omit<NamedSignature, "signedAt"> & { signedAt: string; lifted: boolean })[];
  contributors: Contributor[];
};

/**
 * One statement for all of them, with only what their councils are derived from: these rows are read for every page,
 * and a release's sections, statements and evidence are a hundred times as large.
 */
async function reviews(tx: Tx, condition: Prisma.Sql, now: Date): Promise<ReviewFile[]> {
  const rows = await tx.$queryRaw<Row[]>`
    SELECT ${REFERENCE}, change_class AS "changeClass", due_at AS "dueAt", section_digests AS digests,
           policy -> 'seats' AS seats, policy -> 'composition' AS composition, (policy ->> 'version')::int AS "policyVersion", policy ->> 'tier' AS tier,
           coalesce((SELECT json_agg(json_build_object('id', s.id, 'round', s.round, 'seat', s.seat,
                       'decision', s.decision, 'signerId', s.signer_id, 'account', s.account_id, 'signerName', s.signer_name,
                       'sectionDigests', s.section_digests, 'signedAt', s.signed_at,
                       'lifted', EXISTS (SELECT FROM objection_lift l WHERE l.signature_id = s.id)) ORDER BY s.signed_at, s.id)
                     FROM signature s WHERE s.subject_kind = 'release' AND s.subject_id = release.id), '[]') AS signatures,
           coalesce((SELECT json_agg(json_build_object('personId', c.person_id, 'because', c.because) ORDER BY c.at)
                     FROM release_contributor c WHERE c.release_id = release.id), '[]') AS contributors,
           policy -> 'sealed' AS sealed, ${SEALED},
           ARRAY(SELECT person_id::text FROM recusal WHERE release_id = release.id) AS recused,
           ARRAY(SELECT json_build_object('seat', seat, 'step', step, 'told', told, 'dueAt', due_at) FROM seat_step
                 WHERE release_id = release.id AND seat_step.round = release.round ORDER BY due_at, step) AS steps
    FROM ${REFERRED}
    WHERE ${condition}
    ORDER BY due_at NULLS LAST, number LIMIT ${REVIEWS_MAX}`;
  if (rows.length === 0) return [];
  const authority = await authorityHere(tx, now);
  const rulesOf = await peopleRulesOf(
    tx,
    rows.map(({ policyVersion }) => policyVersion),
  );
  const bodies = rows.map(({ composition }) => composition ?? undefined);
  const compositionOf = await compositionsAt(tx, bodies);
  return rows.map((row) => ({
    ...fileOf(row, authority, rulesOf(row.policyVersion).identity[row.tier]),
    roster: rosterOf(compositionOf(row.composition ?? undefined), row.steps),
    composition: row.composition,
    steps: row.steps,
  }));
}

function fileOf(
  row: Row,
  authority: Authority,
  takes: readonly IdentityLevel[],
): Omit<ReviewFile, "composition" | "steps"> {
  const {
    release,
    changeClass,
    dueAt,
    digests,
    seats,
    contributors,
    signatures: signed,
    recused: away,
  } = withReference(row);
  const recused = new Set(away);
  const excluded = new Set(contributors.map(({ personId }) => personId));
  const signatures = signed.map((signature) => ({ ...signature, signedAt: new Date(signature.signedAt) }));
  const lifted = new Set(signed.flatMap((one) => (one.lifted ? [one.id] : [])));
  const { identity, entitled } = authorityOver(authority, takes, excluded);
  const council = councilStanding<NamedSignature>({
    seats,
    signatures,
    digests,
    lifted: (id) => lifted.has(id),
    entitled,
    recused,
  });
  return {
    kind: "release",
    release,
    changeClass,
    dueAt,
    seats,
    signatures,
    contributors,
    recused,
    identity,
    sealing: sealingOf(row),
    council,
    objections: council.objections,
  };
}

const sealingOf = ({ sealed, openedAt, revealed, given }: Row): Sealing | undefined =>
  sealed
    ? {
        hours: sealed.hours,
        openedAt,
        revealed,
        given: given.map((one) => ({ ...one, givenAt: new Date(one.givenAt) })),
      }
    : undefined;

/** A first filter in the database; the councils' own rules then decide who may fill a seat. */
const seatsForOthersThan = (personId: string, functions: readonly string[]): Prisma.Sql => Prisma.sql`
  EXISTS (SELECT FROM jsonb_array_elements(policy -> 'seats') seat
          WHERE seat ->> 'function' = ANY(${[...functions]}))
  AND NOT EXISTS (SELECT FROM release_contributor c WHERE c.release_id = release.id AND c.person_id = ${personId})`;
