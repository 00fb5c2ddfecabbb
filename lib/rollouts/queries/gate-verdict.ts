import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import type { Plan } from "#lib/releases/plan.ts";
import { evidenceChanges } from "#lib/rollouts/rows/evidence-changes.ts";
import { keptVerdict } from "#lib/rollouts/rows/kept-verdict.ts";
import { readRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import { type GateVerdictView, gateVerdictView, siblingVerdict } from "#lib/rollouts/views/gate-verdict.ts";

/** A stage's verdict with its inputs, and what the audit log says about it. */
export const gateVerdict = defineQuery({
  name: "gate-verdict",
  permission: "rollout:read",
  summary: "A gate verdict with everything it was made from",
  input: z.strictObject({ verdict: id }),
  output: gateVerdictView,

  async load(tx, { verdict: verdictId }) {
    const row = await tx.gateVerdict.findUnique({ where: { id: verdictId } });
    if (!row)
      return refuse("not-found", "verdict-not-found", "There is no verdict with this id on this rollout.");
    const { number } = await tx.rollout.findUniqueOrThrow({ where: { id: row.rolloutId } });
    const file = await readRollout(tx, number);
    if (!file.ok) return file;
    const { rollout, plan, release, pointer, base, candidate } = file.value;
    const { inputs, verdicts, decision } = keptVerdict(row);
    const [event] = await tx.$queryRaw<{ uid: string; index: bigint | null; inputsDigest: string | null }[]>`
      SELECT e.uid::text, l.idx AS index, e.view -> 'data' ->> 'inputs' AS "inputsDigest"
      FROM audit_event e LEFT JOIN audit_leaf l ON l.event_id = e.id
      WHERE e.stream = ${`rollout/${rollout.id}`} AND e.view -> 'data' ->> 'verdict' = ${row.id}
      ORDER BY e.id LIMIT 1`;
    const changes = await evidenceChanges(tx, plan, { rolloutId: rollout.id, id: row.id });
    return ok({
      id: row.id,
      rollout: rollout.number,
      release: release.number,
      model: pointer.model.name,
      pointer: pointer.name,
      base: base?.number ?? null,
      candidate: candidate.number,
      stage: plan.stages[row.stageIndex]?.name ?? "",
      planDigest: rollout.planDigest,
      inputs,
      inputsDigest: row.inputsDigest,
      verdicts,
      decision,
      judgeVersion: row.judgeVersion,
      decidedAt: row.decidedAt.toISOString(),
      changed: changes.get(row.id) ?? null,
      siblings: await siblingsOf(tx, plan, rollout.id),
      event: event ? { ...event, index: event.index === null ? null : Number(event.index) } : null,
    });
  },
});

const SIBLINGS_MAX = 50;

async function siblingsOf(tx: Tx, plan: Plan, rolloutId: string): Promise<GateVerdictView["siblings"]> {
  const rows = await tx.gateVerdict.findMany({
    where: { rolloutId },
    orderBy: { decidedAt: "desc" },
    take: SIBLINGS_MAX,
    omit: { inputs: true },
  });
  return rows.map((row) => ({
    id: row.id,
    stage: plan.stages[row.stageIndex]?.id ?? "",
    decidedAt: row.decidedAt.toISOString(),
    verdicts: siblingVerdict.shape.verdicts.parse(keptVerdict<"verdicts">(row).verdicts),
  }));
}
