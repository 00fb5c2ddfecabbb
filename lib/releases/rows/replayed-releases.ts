import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import { signatureFacts } from "#lib/councils/rows/replayed-signatures.ts";
import type { Tx } from "#lib/db/client.ts";
import { releaseFold } from "#lib/releases/replay.ts";
import { digestSections } from "#lib/releases/sections.ts";
import { sectionsOf } from "./release-sections.ts";

/** Releases with their rounds and verdicts, to compare with the log. Signed content is hashed again. */
export const replayedReleases: Replayed = {
  stream: "release",
  table: "release",
  fold: releaseFold,
  subjectsAPage: 25,
  facts: releaseFacts,
};

async function releaseFacts(tx: Tx, ids: readonly string[]): Promise<Facts> {
  const releases = await tx.release.findMany({
    where: { id: { in: [...ids] } },
    omit: { sections: true, sectionDigests: true },
    include: { rounds: { omit: { sectionDigests: true } } },
  });
  const facts = new Map<string, Fact>();
  for (const { rounds, number, state, round, subjectDigest, tier, approvedAt, validUntil } of releases) {
    const name = `release ${number}`;
    const routed = rounds.find((opened) => opened.round === round);
    const signed = routed && sectionsOf(routed).policy.tier;
    facts.set(name, {
      state,
      round,
      subject: tier === signed ? subjectDigest : `${subjectDigest} with tier ${tier} in place of ${signed}`,
      approvedAt: instant(approvedAt),
      validUntil: instant(validUntil),
    });
    for (const opened of rounds)
      facts.set(`round ${opened.round} of ${name}`, {
        subject: opened.subjectDigest,
        sections: digestSections(sectionsOf(opened)),
      });
  }
  const names = new Map(releases.map(({ id, number }) => [id, `release ${number}`]));
  for (const [name, fact] of await signatureFacts(tx, "release", names)) facts.set(name, fact);
  return facts;
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
