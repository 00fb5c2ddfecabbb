import type { ObjectionLift } from "#generated/prisma/client.ts";
import type { Fact } from "#lib/audit/replay.ts";
import { replayedLift, replayedSignature } from "#lib/councils/replayed-signature.ts";
import type { SignableKind } from "#lib/councils/signable.ts";
import { statementDigest } from "#lib/councils/statement.ts";
import type { Tx } from "#lib/db/client.ts";

/** All signatures of these subjects (given by id) and their lifts, under their names in a replay. */
export async function signatureFacts(
  tx: Tx,
  kind: SignableKind,
  names: ReadonlyMap<string, string>,
): Promise<[string, Fact][]> {
  const rows = await tx.signature.findMany({
    where: { subjectKind: kind, subjectId: { in: [...names.keys()] } },
    include: { lift: true },
  });
  return rows.flatMap(({ lift, ...row }) => [
    replayedSignature(
      {
        ...row,
        kind,
        account: row.accountId,
        onBehalfOf: row.onBehalfOfId,
        statementDigest: statementDigest(row.statement),
      },
      names.get(row.subjectId)!,
    ),
    ...(lift ? [replayedLift(liftOf(lift))] : []),
  ]);
}

const liftOf = ({ signatureId: objection, liftedById: by, method, liftedAt }: ObjectionLift) => ({
  objection,
  by,
  method,
  at: liftedAt.toISOString(),
});
