import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayWithdrawAssessment } from "#lib/councils/assessing.ts";
import { readAssessment } from "#lib/councils/rows/assessments.ts";
import { ASSESSMENT_STATES, assessmentMachine } from "#lib/councils/tier-assessment.ts";
import { id, prose, slug } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { lockModel } from "#lib/registry/rows/find-model.ts";

/** Withdraws an assessment that did not raise the tier. */
export const withdrawAssessment = defineCommand({
  name: "withdraw-assessment",
  permission: "assessment:withdraw",
  summary: "Withdraw a proposed tier",
  input: z.strictObject({ model: slug, assessmentId: id, reason: prose(2000) }),
  output: z.object({ assessmentId: z.string(), state: z.enum(ASSESSMENT_STATES) }),

  async load(tx, { model: name, assessmentId }, { now }) {
    const model = await lockModel(tx, name);
    return model.ok ? readAssessment(tx, model.value, assessmentId, now) : model;
  },

  decide({ assessment, model, kind }, { reason }, { caller }) {
    const next = assessmentMachine.next(assessment.state, "withdraw");
    if (!next.ok) return next;
    const may = mayWithdrawAssessment(caller.id, assessment);
    if (!may.ok) return may;
    const { id: assessmentId, digest, tier, from } = assessment;
    const event = eventOf("assessment.withdrawn", {
      stream: `model/${model.id}`,
      targets: [{ type: kind, id: assessmentId, digest }],
      data: { assessment: assessmentId, model: model.name, tier, from },
      details: { reason },
    });
    return ok([event]);
  },

  async record(tx, _events, { assessment }, { now }) {
    const state = "withdrawn" as const;
    await tx.tierAssessment.update({ where: { id: assessment.id }, data: { state, endedAt: now } });
    return { assessmentId: assessment.id, state };
  },
});
