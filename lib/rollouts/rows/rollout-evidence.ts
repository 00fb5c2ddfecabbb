import { canonicalLines, type PacketFiles } from "#lib/audit/packet.ts";
import type { Tx } from "#lib/db/client.ts";
import { asJson } from "#lib/db/json.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { document, type Evidence } from "#lib/releases/rows/release-evidence.ts";
import { type RolloutFile, readRollout } from "./lock-rollout.ts";

/**
 * A rollout's part of an evidence packet: the plan, the stages it went through, what served when, and every gate
 * verdict with all it was made from. Null where the release never started.
 */
export async function rolloutEvidence(tx: Tx, releaseId: string): Promise<Evidence | null> {
  const known = await tx.rollout.findUnique({ where: { releaseId }, select: { number: true } });
  if (!known) return null;
  const file = await readRollout(tx, known.number);
  if (!file.ok) throw new Error(file.error.message);
  const { rollout } = file.value;
  const incidents = await tx.incident.findMany({
    where: { rolloutId: rollout.id },
    select: { id: true },
    orderBy: { number: "asc" },
  });
  const files: PacketFiles = {
    "rollout.json": document(await rolloutDocument(tx, file.value)),
    "gate-verdicts.ndjson": canonicalLines(await gateVerdicts(tx, file.value)),
  };
  const streams = [`rollout/${rollout.id}`, ...incidents.map(({ id }) => `incident/${id}`)];
  return { files, streams, people: new Map([[rollout.startedById, rollout.startedBy]]) };
}

async function rolloutDocument(tx: Tx, { rollout, release, plan, base, candidate }: RolloutFile) {
  const versions = new Map(
    [base, candidate].flatMap((version) => (version ? [[version.id, version.number]] : [])),
  );
  const versionNumber = (id: string | null) => (id === null ? null : (versions.get(id) ?? null));
  const steps = await tx.rolloutStep.findMany({
    where: { rolloutId: rollout.id },
    orderBy: { sequence: "asc" },
  });
  const exposures = await tx.exposure.findMany({
    where: { rolloutId: rollout.id },
    orderBy: { sequence: "asc" },
  });
  return {
    v: 1,
    id: rollout.id,
    number: rollout.number,
    release: release.number,
    state: rollout.state,
    base: base && { version: base.number, digest: base.digest },
    candidate: { version: candidate.number, digest: candidate.digest },
    plan,
    planDigest: rollout.planDigest,
    salt: rollout.salt,
    startedBy: rollout.startedById,
    startedAt: rollout.startedAt,
    endedAt: rollout.endedAt,
    breachAt: rollout.breachAt,
    detectedAt: rollout.detectedAt,
    decidedAt: rollout.decidedAt,
    actuatedAt: rollout.actuatedAt,
    steps: steps.map(({ sequence, stageIndex, exposureId: exposure, enteredAt, leftAt, outcome }) => ({
      sequence,
      stage: stageId(plan, stageIndex),
      exposure,
      enteredAt,
      leftAt,
      outcome,
    })),
    exposures: exposures.map((exposure) => ({
      exposure: exposure.id,
      sequence: exposure.sequence,
      at: exposure.at,
      kind: exposure.kind,
      base: versionNumber(exposure.baseVersionId),
      candidate: versionNumber(exposure.candidateId),
      candidateWeight: exposure.candidateWeight,
      holdoutWeight: exposure.holdoutWeight,
      cohortSeconds: exposure.cohortSeconds,
      reason: exposure.reason,
    })),
  };
}

async function gateVerdicts(tx: Tx, { rollout, plan }: RolloutFile) {
  const rows = await tx.gateVerdict.findMany({
    where: { rolloutId: rollout.id },
    orderBy: [{ decidedAt: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    verdict: row.id,
    stage: stageId(plan, row.stageIndex),
    decidedAt: row.decidedAt.toISOString(),
    judge: row.judgeVersion,
    inputsDigest: row.inputsDigest,
    inputs: asJson(row.inputs),
    verdicts: asJson(row.verdicts),
    decision: asJson(row.decision),
  }));
}

const stageId = (plan: Plan, index: number): string => plan.stages[index]!.id;
