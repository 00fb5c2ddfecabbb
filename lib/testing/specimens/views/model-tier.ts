import type { z } from "zod";
import { assessmentView, modelTierView } from "#lib/councils/views/model-tier.ts";
import { CURRENT_QUESTIONNAIRE } from "#lib/registry/tier-questionnaire.ts";
import { answersFor } from "#lib/testing/specimens/tier-answers.ts";
import { digestOf } from "./registry.ts";

const { version, questions } = CURRENT_QUESTIONNAIRE;
const answers = answersFor("limited");

/** A confirmed assessment. */
export const assessment = (changed: Partial<z.input<typeof assessmentView>> = {}) =>
  assessmentView.parse({
    id: "a1",
    state: "confirmed",
    tier: "limited",
    from: "high",
    questionnaire: version,
    answered: questions.map(({ id: question, ask, answers: known }) => {
      const { id: answer, label } = known.find(({ id }) => id === answers[question])!;
      return { question, ask, answer, label };
    }),
    because: ["What does a wrong answer cost? Up to EUR 10,000 a day."],
    reason: "Known by now.",
    digest: digestOf("1"),
    author: { id: "jonas", name: "Jonas Lindqvist" },
    proposedAt: "2026-11-02T13:30:00.000Z",
    endedAt: "2026-11-02T15:10:00.000Z",
    signature: {
      decision: "approve",
      signerName: "Carla Diaz",
      comment: "Agreed.",
      method: "webauthn",
      signedAt: "2026-11-02T15:10:00.000Z",
    },
    ...changed,
  });

/** The same, waiting for compliance. */
export const proposedTier = (
  mine: Partial<NonNullable<z.input<typeof modelTierView>["open"]>["mine"]> = {},
  changed: Partial<z.input<typeof assessmentView>> = {},
) => ({
  ...assessment({ id: "a2", state: "open", endedAt: null, signature: null, ...changed }),
  candidates: ["Carla Diaz", "Erik Holm"],
  mine: {
    seat: null,
    whyNotSign: "Only compliance.",
    whyNotApprove: null,
    whyNotWithdraw: "Only its author.",
    ...mine,
  },
});

/** A model that nobody assessed. */
export const modelTier = (changed: Partial<z.input<typeof modelTierView>> = {}) =>
  modelTierView.parse({
    model: "flight-delay",
    tier: "high",
    declared: "low",
    owner: { id: "jonas", name: "Jonas Lindqvist" },
    questionnaire: { version, questions },
    confirmed: null,
    open: null,
    ended: [],
    whyNotPropose: "Only the owner of a model proposes its tier.",
    ...changed,
  });
