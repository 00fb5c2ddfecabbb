import { z } from "zod";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { personNamed } from "#lib/access/rows/person-named.ts";
import { defineQuery } from "#lib/command/query.ts";
import { mayAssess, mayWithdrawAssessment } from "#lib/councils/assessing.ts";
import { type Circle, couldSign } from "#lib/councils/circle.ts";
import { ownSeats } from "#lib/councils/own-seats.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { assessmentViews } from "#lib/councils/rows/assessment-views.ts";
import { type AssessmentFile, aroundAssessment, readAssessment } from "#lib/councils/rows/assessments.ts";
import { circleOf } from "#lib/councils/rows/circles.ts";
import { canStillAssess } from "#lib/councils/rows/model-owner.ts";
import { type AssessmentView, type ModelTierView, modelTierView } from "#lib/councils/views/model-tier.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { slug } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { errorOf, ok } from "#lib/kernel/result.ts";
import { findModel } from "#lib/registry/rows/find-model.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { CURRENT_QUESTIONNAIRE } from "#lib/registry/tier-questionnaire.ts";

/** How many of the newest assessments are listed. */
const LISTED_MAX = 20;

/** The tier of a model: what was answered, who confirmed it, and what is proposed. */
export const modelTier = defineQuery({
  name: "model-tier",
  permission: "registry:read",
  summary: "Get a model's tier, its assessments and the questionnaire",
  input: z.strictObject({ model: slug }),
  output: modelTierView,

  async load(tx, { model: name }, { caller, now }) {
    const found = await findModel(tx, name);
    if (!found.ok) return found;
    const { value: model } = found;
    const [owner, ownerAssesses, all, [confirmed]] = await Promise.all([
      personNamed(tx, model.ownerId),
      canStillAssess(tx, model.ownerId),
      assessmentViews(tx, { modelId: model.id }, LISTED_MAX),
      assessmentViews(tx, { modelId: model.id, state: "confirmed" }, 1),
    ]);
    const pending = all.find(({ state }) => state === "open");
    const file = pending ? await readAssessment(tx, model, pending.id, now) : null;
    if (file && !file.ok) return file;
    const circle = file && (await circleOf(tx, aroundAssessment(file.value, now)));
    return ok({
      model: name,
      tier: oneOf(TIERS, model.riskTier),
      declared: model.declaredTier === null ? null : oneOf(TIERS, model.declaredTier),
      owner: { id: model.ownerId, name: owner },
      questionnaire: QUESTIONS,
      confirmed: confirmed ?? null,
      open: pending && file && circle ? openView(pending, file.value, { caller, circle }) : null,
      ended: all.filter(({ state }) => state !== "open"),
      whyNotPropose:
        whyNotPermitted(caller, "assessment:propose") ??
        errorOf(mayAssess(caller, { ownerId: model.ownerId, ownerAssesses }))?.message ??
        (pending ? "A tier is already proposed; compliance signs it first." : null),
    });
  },
});

const QUESTIONS: ModelTierView["questionnaire"] = {
  version: CURRENT_QUESTIONNAIRE.version,
  questions: CURRENT_QUESTIONNAIRE.questions.map(({ id, ask, answers }) => ({
    id,
    ask,
    answers: answers.map((answer) => ({ id: answer.id, label: answer.label })),
  })),
};

type Reader = { readonly caller: Caller; readonly circle: Circle };

function openView(view: AssessmentView, file: AssessmentFile, { caller, circle }: Reader) {
  const [own] = ownSeats(file, councilStanding(file), caller, circle);
  return {
    ...view,
    candidates: couldSign("compliance", circle),
    mine: {
      seat: own?.function ?? null,
      whyNotSign: own ? own.whyNot : "Only a holder of the function compliance signs it.",
      whyNotApprove: own?.whyNotApprove ?? null,
      whyNotWithdraw: errorOf(mayWithdrawAssessment(caller.id, file.assessment))?.message ?? null,
    },
  };
}
