import { z } from "zod";
import { decodeEntry } from "#lib/audit/entry.ts";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";
import { ok } from "#lib/kernel/result.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { differences, type Fact, type Facts, foldFacts, REPLAYED_ACTIONS } from "#lib/rollouts/replay.ts";

const PAGE_SIZE = 2000;

/** Folds the log and compares where that leads with what the tables hold. */
export const replay = defineQuery({
  name: "replay",
  permission: "audit:read",
  summary: "Replay the log and compare it with the tables",
  input: z.strictObject({}),
  output: z.object({ events: z.number(), things: z.number(), differences: z.array(z.string()) }),

  async load(tx) {
    const read = await readEntries(tx);
    const fromLog = foldFacts(read.entries);
    const inTables = await tableFacts(tx);
    return ok({
      events: read.entries.length,
      things: fromLog.size,
      differences: [...read.faults, ...differences(fromLog, inTables)],
    });
  },
});

/** From the exact bytes that were hashed, never from their decoded copy. */
async function readEntries(tx: Tx) {
  const entries = [];
  const faults: string[] = [];
  for (let after = 0n; ; ) {
    const rows = await tx.$queryRaw<{ id: bigint; uid: string; entry: Uint8Array }[]>`
      SELECT id, uid::text, entry FROM audit_event
      WHERE id > ${after} AND action LIKE ANY (${REPLAYED_ACTIONS}) ORDER BY id LIMIT ${PAGE_SIZE}`;
    for (const { uid, entry } of rows) {
      const decoded = decodeEntry(new Uint8Array(entry));
      if (decoded.ok) entries.push(decoded.value);
      else faults.push(`event ${uid}: ${decoded.error}`);
    }
    if (rows.length < PAGE_SIZE) return { entries, faults };
    after = rows.at(-1)!.id;
  }
}

async function tableFacts(tx: Tx): Promise<Facts> {
  const releases = await tx.release.findMany({ include: { rounds: true, verdicts: true } });
  const names = new Map(releases.map(({ id, number }) => [id, `release ${number}`]));
  const facts = new Map<string, Fact>();
  for (const { rounds, verdicts, ...release } of releases) {
    const name = names.get(release.id)!;
    facts.set(name, {
      state: release.state,
      round: release.round,
      subject: release.subjectDigest,
      approvedAt: instant(release.approvedAt),
      validUntil: instant(release.validUntil),
    });
    for (const { round, subjectDigest, sectionDigests } of rounds)
      facts.set(`round ${round} of ${name}`, {
        subject: subjectDigest,
        sections: sectionDigests as Fact,
      });
    for (const verdict of verdicts) facts.set(`verdict ${verdict.id}`, verdictFact(verdict, name));
  }
  await addRollouts(tx, facts, names);
  await addPointers(tx, facts);
  for (const version of await tx.modelVersion.findMany())
    facts.set(`version ${version.number} of model ${version.modelId}`, {
      digest: version.digest,
      files: (version.manifest as unknown[]).length,
      codeCommit: version.codeCommit,
    });
  return facts;
}

type Row<M extends "verdict"> = Awaited<ReturnType<Tx[M]["findMany"]>>[number];

const verdictFact = (verdict: Row<"verdict">, of: string): Fact => ({
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

async function addRollouts(tx: Tx, facts: Map<string, Fact>, releases: Map<string, string>): Promise<void> {
  const rollouts = await tx.rollout.findMany();
  const names = new Map(rollouts.map(({ id, number }) => [id, `rollout ${number}`]));
  for (const { id, releaseId, state, planDigest, plan, stageIndex, baseVersionId } of rollouts)
    facts.set(names.get(id)!, {
      of: releases.get(releaseId) ?? releaseId,
      state,
      planDigest,
      // Where nothing was live before there was nothing to stage.
      stage: baseVersionId === null ? null : ((plan as unknown as Plan).stages[stageIndex]?.id ?? null),
    });
  for (const verdict of await tx.gateVerdict.findMany({ omit: { inputs: true, verdicts: true } }))
    facts.set(`gate verdict ${verdict.id}`, {
      of: names.get(verdict.rolloutId) ?? verdict.rolloutId,
      inputs: verdict.inputsDigest,
      judge: verdict.judgeVersion,
      decidedAt: verdict.decidedAt.toISOString(),
    });
}

async function addPointers(tx: Tx, facts: Map<string, Fact>): Promise<void> {
  const current = await tx.exposure.findMany({
    distinct: ["pointerId"],
    orderBy: [{ pointerId: "asc" }, { sequence: "desc" }],
  });
  const ids = current.flatMap(({ baseVersionId, candidateId }) => [
    baseVersionId,
    candidateId ?? baseVersionId,
  ]);
  const versions = await tx.modelVersion.findMany({
    where: { id: { in: ids } },
    select: { id: true, number: true },
  });
  const numbers = new Map(versions.map(({ id, number }) => [id, number]));
  for (const exposure of current)
    facts.set(`pointer ${exposure.pointerId}`, {
      exposure: exposure.id,
      kind: exposure.kind,
      base: numbers.get(exposure.baseVersionId) ?? null,
      candidate: exposure.candidateId === null ? null : (numbers.get(exposure.candidateId) ?? null),
      candidateWeight: exposure.candidateWeight,
      holdoutWeight: exposure.holdoutWeight,
      rollout: exposure.rolloutId,
      reason: exposure.reason,
      at: exposure.at.toISOString(),
      moves: exposure.sequence,
    });
}

const instant = (at: Date | null): string | null => at?.toISOString() ?? null;
