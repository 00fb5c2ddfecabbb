import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import type { Plan } from "#lib/releases/plan.ts";
import type { Evidence } from "#lib/rollouts/evidence.ts";
import type { Decision } from "#lib/rollouts/judge.ts";
import { readRollout } from "#lib/rollouts/rows/lock-rollout.ts";
import type { GuardrailVerdict } from "#lib/rollouts/verdict.ts";

/** Everything a verdict was made from. With it and the judge's version anyone can recompute the verdict. */
export type VerdictInputs = {
  readonly judge: string;
  readonly plan: Plan;
  readonly stage: string;
  readonly evidence: Evidence;
};

const object = (value: unknown): boolean => typeof value === "object" && value !== null;

/** A stage's verdict with its inputs, and what the audit log says about it. */
export const gateVerdict = defineQuery({
  name: "gate-verdict",
  permission: "rollout:read",
  summary: "A gate verdict with everything it was made from",
  input: z.strictObject({ verdict: id }),
  output: z.object({
    id: z.string(),
    rollout: z.number(),
    release: z.number(),
    model: z.string(),
    pointer: z.string(),
    base: z.number().nullable(),
    candidate: z.number(),
    stage: z.string(),
    /** The digest of the plan that was signed. */
    planDigest: z.string(),
    inputs: z.custom<VerdictInputs>(object),
    inputsDigest: z.string(),
    verdicts: z.custom<GuardrailVerdict[]>(Array.isArray),
    decision: z.custom<Decision>(object),
    judgeVersion: z.string(),
    decidedAt: z.string(),
    /** The event that carried it out; that event's digest of the inputs is part of the log. */
    event: z
      .object({ uid: z.string(), index: z.number().nullable(), inputsDigest: z.string().nullable() })
      .nullable(),
  }),

  async load(tx, { verdict: verdictId }) {
    const row = await tx.gateVerdict.findUnique({ where: { id: verdictId } });
    if (!row)
      return refuse("not-found", "verdict-not-found", "There is no verdict with this id on this rollout.");
    const { number } = await tx.rollout.findUniqueOrThrow({ where: { id: row.rolloutId } });
    const file = await readRollout(tx, number);
    if (!file.ok) return file;
    const { rollout, plan, release, pointer, base, candidate } = file.value;
    const [event] = await tx.$queryRaw<{ uid: string; index: bigint | null; inputsDigest: string | null }[]>`
      SELECT e.uid::text, l.idx AS index, e.view -> 'data' ->> 'inputs' AS "inputsDigest"
      FROM audit_event e LEFT JOIN audit_leaf l ON l.event_id = e.id
      WHERE e.stream = ${`rollout/${rollout.id}`} AND e.view -> 'data' ->> 'verdict' = ${row.id}
      ORDER BY e.id LIMIT 1`;
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
      inputs: row.inputs as unknown as VerdictInputs,
      inputsDigest: row.inputsDigest,
      verdicts: row.verdicts as unknown as GuardrailVerdict[],
      decision: row.decision as unknown as Decision,
      judgeVersion: row.judgeVersion,
      decidedAt: row.decidedAt.toISOString(),
      event: event ? { ...event, index: event.index === null ? null : Number(event.index) } : null,
    });
  },
});
