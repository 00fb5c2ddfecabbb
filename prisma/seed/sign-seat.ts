import type { Database } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { castVerdict } from "#lib/releases/commands/cast-verdict.ts";
import { prove } from "./prove.ts";
import { readIn } from "./reading.ts";
import type { Sitting } from "./story.ts";

export type Approval = { release: number; seat: BusinessFunction; comment: string };

/** Gives the password again for the release as it is, then approves it for the seat. */
export async function signSeat(db: Database, sitting: Sitting, approval: Approval): Promise<void> {
  const { caller, actAnew } = sitting;
  const { round, subjectDigest } = await readIn(db, caller.workspaceId, (tx) =>
    tx.release.findFirstOrThrow({
      where: { number: approval.release },
      select: { round: true, subjectDigest: true },
    }),
  );
  const { stepUpId } = await prove(db, sitting, { act: "cast-verdict", subjectDigest });
  const signed = { round, subjectDigest: subjectDigest as Digest, decision: "approve" as const };
  await actAnew(castVerdict, { ...approval, ...signed, stepUpId });
}
