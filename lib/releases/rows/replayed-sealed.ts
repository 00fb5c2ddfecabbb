import type { Fact } from "#lib/audit/replay.ts";
import type { Tx } from "#lib/db/client.ts";
import { replayedOpening, replayedReveal, replayedSealed } from "#lib/releases/replayed-sealed.ts";

/** What was sealed and revealed of these releases, as the tables have it. */
export async function sealedFacts(tx: Tx, releases: ReadonlyMap<string, string>): Promise<[string, Fact][]> {
  const releaseId = { in: [...releases.keys()] };
  const given = await tx.sealedVerdict.findMany({ where: { releaseId }, omit: { box: true } });
  const reveals = await tx.sealReveal.findMany({ where: { releaseId } });
  const openings = await tx.sealedOpening.findMany({ where: { releaseId } });
  return [
    ...given.map((one) =>
      replayedSealed({
        sealed: one.id,
        of: releases.get(one.releaseId)!,
        round: one.round,
        subject: one.subjectDigest,
        seat: one.seat,
        by: one.signerId,
        onBehalfOf: one.onBehalfOfId,
        method: one.method,
        commitment: one.commitment,
        at: one.givenAt.toISOString(),
      }),
    ),
    ...reveals.map(({ releaseId: id, round, because, revealedAt }) =>
      replayedReveal({ of: releases.get(id)!, round, because, at: revealedAt.toISOString() }),
    ),
    ...openings.map(({ sealedId: sealed, decision, salt, words }) =>
      replayedOpening({ sealed, decision, salt, ...(words === null ? {} : { words }) }),
    ),
  ];
}
