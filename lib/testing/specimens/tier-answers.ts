import type { Tier } from "#lib/registry/tier.ts";
import { type Answers, CURRENT_QUESTIONNAIRE } from "#lib/registry/tier-questionnaire.ts";

const MILDEST: Answers = Object.fromEntries(
  CURRENT_QUESTIONNAIRE.questions.map(({ id, answers }) => [id, answers[0]!.id]),
);
const STAKES: Readonly<Record<Tier, string>> = {
  low: "convenience",
  limited: "some-money",
  high: "much-money",
  critical: "people",
};

/** Answers that lead to this tier. */
export const answersFor = (tier: Tier): Answers => ({ ...MILDEST, stake: STAKES[tier] });
