import type { Fact, Facts } from "#lib/audit/replay.ts";
import type { Replayed } from "#lib/audit/rows/replayed.ts";
import { type Cap, reportDigest } from "#lib/councils/condition.ts";
import { signatureFacts } from "#lib/councils/rows/replayed-signatures.ts";
import type { Tx } from "#lib/db/client.ts";
import { releaseFold } from "#lib/releases/replay.ts";
import {
  conditionName,
  replayedCondition,
  replayedRecusal,
  replayedReport,
} from "#lib/releases/replayed-conditions.ts";
import { replayedSeatStep } from "#lib/releases/replayed-seat-step.ts";
import { digestSections } from "#lib/releases/sections.ts";
import { sectionsOf } from "./release-sections.ts";
import { sealedFacts } from "./replayed-sealed.ts";
import { threadFacts } from "./replayed-threads.ts";

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
  for (const [name, fact] of await conditionFacts(tx, names)) facts.set(name, fact);
  for (const [name, fact] of await emergencyFacts(tx, names)) facts.set(name, fact);
  for (const [name, fact] of await threadFacts(tx, names)) facts.set(name, fact);
  for (const [name, fact] of await seatStepFacts(tx, names)) facts.set(name, fact);
  for (const [name, fact] of await sealedFacts(tx, names)) facts.set(name, fact);
  return facts;
}

async function seatStepFacts(tx: Tx, releases: ReadonlyMap<string, string>): Promise<[string, Fact][]> {
  const rows = await tx.seatStep.findMany({ where: { releaseId: { in: [...releases.keys()] } } });
  return rows.map(({ releaseId, round, seat, step, dueAt, takenAt, told }) => {
    const times = { due: dueAt.toISOString(), at: takenAt.toISOString() };
    return replayedSeatStep({ of: releases.get(releaseId)!, round, seat, step, ...times, told });
  });
}

async function emergencyFacts(tx: Tx, releases: ReadonlyMap<string, string>): Promise<[string, Fact][]> {
  const rows = await tx.releaseEmergency.findMany({ where: { releaseId: { in: [...releases.keys()] } } });
  return rows.map((row) => [
    `emergency ${row.id}`,
    {
      of: releases.get(row.releaseId)!,
      round: row.round,
      subject: row.subjectDigest,
      incident: row.incidentId,
      maxPercent: row.maxPercent,
      endsAt: row.endsAt.toISOString(),
      by: row.declaredById,
      at: row.declaredAt.toISOString(),
      bypassed: row.bypassed as Fact | null,
      authorisedBy: row.authorisedById,
      authorisedAt: instant(row.authorisedAt),
    },
  ]);
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;

/** What was signed, reported and confirmed of conditions, and who recused themselves. Evidence is hashed again. */
async function conditionFacts(tx: Tx, releases: ReadonlyMap<string, string>): Promise<[string, Fact][]> {
  const releaseId = { in: [...releases.keys()] };
  const conditions = await tx.releaseCondition.findMany({ where: { releaseId }, include: { reports: true } });
  const recusals = await tx.recusal.findMany({ where: { releaseId } });
  const names = new Map(conditions.map(({ id }) => [id, conditionName(id)]));
  return [
    ...conditions.map(({ id: condition, signatureId: of, ownerId: owner, dueAt, cap }) =>
      replayedCondition({ condition, of, owner, dueAt: dueAt.toISOString(), cap: cap as Cap | null }),
    ),
    ...conditions.flatMap(({ id: condition, reports }) =>
      reports.map(({ report, evidence, reportedById: by, reportedAt }) => {
        const digest = reportDigest({ condition, report, evidence });
        return replayedReport({ condition, report, digest, by, at: reportedAt.toISOString() });
      }),
    ),
    ...recusals.map(({ releaseId: id, personId: by, method, declaredAt }) =>
      replayedRecusal({ of: releases.get(id)!, by, method, at: declaredAt.toISOString() }),
    ),
    ...(await signatureFacts(tx, "release-condition", names)),
  ];
}
