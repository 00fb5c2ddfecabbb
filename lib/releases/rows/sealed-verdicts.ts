import { z } from "zod";
import { PRELIMINARY_DECISIONS, writtenCondition } from "#lib/councils/sealed-verdict.ts";
import type { OpenedVerdict, Sealing } from "#lib/councils/sealing.ts";
import type { Tx } from "#lib/db/client.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import type { SealRule } from "#lib/policy/policy.ts";
import type { ReleaseNow } from "./release-row.ts";

/** A sealed verdict without its box; what it said is null until its round is revealed, or where it did not open. */
export type KeptSealed = OpenedVerdict & {
  readonly round: number;
  readonly subjectDigest: string;
  readonly signerName: string;
  readonly onBehalfOfName: string | null;
  readonly commitment: string;
};

export type KeptSealing = Sealing<KeptSealed> & { readonly revealedAt: Date | null };

type Row = Omit<KeptSealed, "said" | "seat"> & {
  readonly releaseId: string;
  readonly seat: string;
  readonly decision: string | null;
  readonly comment: string | null;
  readonly conditions: unknown;
};

/** The sealed verdicts of these releases in their present rounds, by release; asks nothing where no policy wants any. */
export async function sealingsOf(
  tx: Tx,
  releases: readonly ReleaseNow[],
  ruleOf: (releaseId: string) => SealRule | undefined,
): Promise<(releaseId: string) => KeptSealing | undefined> {
  const asked = releases.flatMap((release) => {
    const rule = ruleOf(release.id);
    return rule ? [[release, rule.hours] as const] : [];
  });
  if (asked.length === 0) return () => undefined;
  const ids = asked.map(([{ id }]) => id);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT sealed.id::text, sealed.release_id::text AS "releaseId", sealed.round, sealed.seat, sealed.subject_digest AS "subjectDigest",
           signer_id::text AS "signerId", signer_name AS "signerName", on_behalf_of_id::text AS "onBehalfOf",
           on_behalf_of_name AS "onBehalfOfName", commitment, given_at AS "givenAt", opening.decision, opening.comment, opening.conditions
    FROM sealed_verdict sealed JOIN release ON release.id = sealed.release_id AND release.round = sealed.round
    LEFT JOIN sealed_opening opening ON opening.sealed_id = sealed.id
    WHERE sealed.release_id = ANY (${ids}::uuid[]) ORDER BY given_at, sealed.id`;
  const reveals = await tx.$queryRaw<{ releaseId: string; round: number; revealedAt: Date }[]>`
    SELECT release_id::text AS "releaseId", round, revealed_at AS "revealedAt" FROM seal_reveal
    WHERE release_id = ANY (${ids}::uuid[])`;
  const given = Map.groupBy(rows, ({ releaseId }) => releaseId);
  const sealings = new Map(
    asked.map(([{ id, round, roundOpenedAt: openedAt }, hours]) => {
      const at = reveals.find((one) => one.releaseId === id && one.round === round)?.revealedAt ?? null;
      const sealing = { hours, openedAt, given: (given.get(id) ?? []).map(kept), revealed: at !== null };
      return [id, { ...sealing, revealedAt: at }];
    }),
  );
  return (releaseId) => sealings.get(releaseId);
}

const kept = ({ releaseId: _, seat, decision, comment, conditions, ...row }: Row): KeptSealed => ({
  ...row,
  seat: oneOf(FUNCTIONS, seat),
  said:
    decision === null
      ? null
      : {
          decision: oneOf(PRELIMINARY_DECISIONS, decision),
          comment: comment ?? "",
          ...(conditions ? { conditions: z.array(writtenCondition).parse(conditions) } : {}),
        },
});

/** The boxes of some sealed verdicts, by id. */
export async function boxesOf(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, Uint8Array>> {
  const rows = await tx.sealedVerdict.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, box: true },
  });
  return new Map(rows.map(({ id, box }) => [id, box]));
}

/** Everybody who gave a sealed verdict in any round, by id, under the name at the time. */
export async function sealersOf(tx: Tx, releaseId: string): Promise<(readonly [string, string])[]> {
  const rows = await tx.sealedVerdict.findMany({
    where: { releaseId },
    select: { signerId: true, signerName: true },
    orderBy: { givenAt: "asc" },
  });
  return rows.map(({ signerId, signerName }) => [signerId, signerName] as const);
}
