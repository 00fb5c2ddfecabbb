import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayAssess } from "#lib/councils/assessing.ts";
import { namedQuestionnaire } from "#lib/councils/rows/assessments.ts";
import { canStillAssess } from "#lib/councils/rows/model-owner.ts";
import { assessmentDigest, tierIn } from "#lib/councils/tier-assessment.ts";
import { ordinal, prose, slug } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { lockModel } from "#lib/registry/rows/find-model.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { answersSchema, CURRENT_QUESTIONNAIRE, outcomeOf } from "#lib/registry/tier-questionnaire.ts";

const input = z.strictObject({
  model: slug,
  /** The version of the questionnaire that was answered. */
  questionnaire: ordinal,
  answers: answersSchema(CURRENT_QUESTIONNAIRE),
  reason: prose(2000),
});

/**
 * Answers the questionnaire about a model and proposes the tier that follows. A stricter tier counts at once; a milder
 * one when compliance has confirmed it.
 */
export const proposeAssessment = defineCommand({
  name: "propose-assessment",
  permission: "assessment:propose",
  summary: "Answer the questionnaire and propose a model's tier",
  input,
  output: z.object({
    assessmentId: z.string(),
    tier: z.enum(TIERS),
    /** The tier that counts now. */
    tierNow: z.enum(TIERS),
    digest: z.string(),
  }),

  async load(tx, { model: name }) {
    const model = await lockModel(tx, name);
    if (!model.ok) return model;
    const open = await tx.tierAssessment.findFirst({ where: { modelId: model.value.id, state: "open" } });
    return ok({ model: model.value, open, ownerAssesses: await canStillAssess(tx, model.value.ownerId) });
  },

  decide({ model, open, ownerAssesses }, { questionnaire, answers, reason }, { caller, newId }) {
    const may = mayAssess(caller, { ownerId: model.ownerId, ownerAssesses });
    if (!may.ok) return may;
    if (open)
      return refuse("conflict", "assessment-open", `${open.proposedByName} already proposed a tier for it.`, {
        todo: "Have compliance sign that assessment first.",
      });
    const outcome = outcomeOf(CURRENT_QUESTIONNAIRE, answers);
    if (questionnaire !== CURRENT_QUESTIONNAIRE.version || !outcome)
      return refuse(
        "stale",
        "questionnaire-changed",
        `Version ${CURRENT_QUESTIONNAIRE.version} of the questionnaire is in use, not ${questionnaire}.`,
        { todo: "Answer the present questions." },
      );
    const { tier } = outcome;
    const from = oneOf(TIERS, model.riskTier);
    const asked = { questionnaire: namedQuestionnaire(questionnaire), answers };
    const digest = assessmentDigest({ modelId: model.id, ...asked, tier, from });
    const id = newId();
    const event = eventOf(
      "assessment.proposed",
      {
        stream: `model/${model.id}`,
        targets: [
          { type: "model", id: model.id },
          { type: "tier-assessment", id, digest },
        ],
        data: { assessment: id, model: model.name, tier, from, ...asked, digest },
        details: { reason, author: { name: caller.name } },
      },
      { row: { id, tier, fromTier: from, digest }, tierNow: tierIn("open", { tier, from }) },
    );
    return ok([event]);
  },

  async record(tx, [event], { model }, { caller, now }) {
    const { row, tierNow, data } = event!;
    const { questionnaire, answers } = data;
    const asked = { questionnaire: questionnaire.version, answers, reason: event!.details.reason };
    const proposed = { proposedById: caller.id, proposedByName: caller.name, proposedAt: now };
    await tx.tierAssessment.create({
      data: {
        ...row,
        ...asked,
        ...proposed,
        state: "open",
        modelId: model.id,
        workspaceId: caller.workspaceId,
      },
    });
    await tx.model.update({ where: { id: model.id }, data: { riskTier: tierNow } });
    return { assessmentId: row.id, tier: row.tier, tierNow, digest: row.digest };
  },
});
