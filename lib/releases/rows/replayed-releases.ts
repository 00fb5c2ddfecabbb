import type { Verdict } from "#generated/prisma/client.ts";
import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import type { Tx } from "#lib/db/client.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";
import { releaseFold } from "#lib/releases/replay.ts";

/** Releases with their rounds and verdicts, held to the log. */
export const replayedReleases: Replayed = {
  stream: "release",
  table: "release",
  fold: releaseFold,
  subjectsAPage: 100,
  facts: releaseFacts,
};

async function releaseFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const releases = await tx.release.findMany({
    where: { id: { in: [...ids] } },
    omit: { sections: true, sectionDigests: true },
    include: { rounds: { omit: { sections: true } }, verdicts: true },
  });
  const facts = new Map<string, Fact>();
  for (const { rounds, verdicts, number, state, round, subjectDigest, approvedAt, validUntil } of releases) {
    const name = `release ${number}`;
    facts.set(name, {
      state,
      round,
      subject: subjectDigest,
      approvedAt: instant(approvedAt),
      validUntil: instant(validUntil),
    });
    for (const opened of rounds)
      facts.set(`round ${opened.round} of ${name}`, {
        subject: opened.subjectDigest,
        sections: opened.sectionDigests as Fact,
      });
    for (const verdict of verdicts) facts.set(`verdict ${verdict.id}`, verdictFact(verdict, name));
  }
  return facts;
}

const verdictFact = (verdict: Verdict, of: string): Fact => ({
  of,
  round: verdict.round,
  seat: verdict.seat,
  decision: verdict.decision,
  signer: verdict.signerId,
  subject: verdict.subjectDigest,
  sections: verdict.sectionDigests as Fact,
  statement: digestOfBytes(new TextEncoder().encode(verdict.statement)),
  method: verdict.method,
  signedAt: verdict.signedAt.toISOString(),
});

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
