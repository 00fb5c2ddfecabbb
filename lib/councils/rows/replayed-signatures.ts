import type { Fact } from "#lib/audit/replay.ts";
import { replayedSignature } from "#lib/councils/replayed-signature.ts";
import type { SignableKind } from "#lib/councils/signable.ts";
import { statementDigest } from "#lib/councils/statement.ts";
import type { Tx } from "#lib/db/client.ts";

/** All signatures of these subjects (given by id), under their names in a replay. */
export async function signatureFacts(
  tx: Tx,
  kind: SignableKind,
  names: ReadonlyMap<string, string>,
): Promise<[string, Fact][]> {
  const rows = await tx.signature.findMany({
    where: { subjectKind: kind, subjectId: { in: [...names.keys()] } },
  });
  return rows.map((row) =>
    replayedSignature(
      { ...row, kind, statementDigest: statementDigest(row.statement) },
      names.get(row.subjectId)!,
    ),
  );
}
