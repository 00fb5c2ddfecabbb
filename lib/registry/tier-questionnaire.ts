import { z } from "zod";
import { type Digest, digestOfJson } from "#lib/kernel/digest.ts";
import { isAtLeast, stricterTier, type Tier } from "./tier.ts";
import { type Combination, FIRST_QUESTIONNAIRE, type Questionnaire } from "./tier-questions.ts";

/** The answer to each question, by id. */
export type Answers = Readonly<Record<string, string>>;

/** A tier with what led to it, in words. */
export type Outcome = { readonly tier: Tier; readonly because: readonly string[] };

const QUESTIONNAIRES: readonly Questionnaire[] = [FIRST_QUESTIONNAIRE];

/** The one that new assessments answer. */
export const CURRENT_QUESTIONNAIRE: Questionnaire = FIRST_QUESTIONNAIRE;

export const questionnaireOf = (version: number): Questionnaire | null =>
  QUESTIONNAIRES.find((one) => one.version === version) ?? null;

/** Over everything a reader was asked, in the words they read, and the rules that decided. */
export const questionnaireDigest = (questionnaire: Questionnaire): Digest => digestOfJson(questionnaire);

/** The answers of a questionnaire, as its questions spell them. */
export const answersSchema = ({ questions }: Questionnaire) =>
  z.strictObject(
    Object.fromEntries(questions.map(({ id, answers }) => [id, z.enum(answers.map((answer) => answer.id))])),
  );

/** How bad an answer is, counted from 0; -1 where the question has no such answer. */
const rankOf = ({ questions }: Questionnaire, question: string, answer: string | undefined): number =>
  questions.find(({ id }) => id === question)?.answers.findIndex(({ id }) => id === answer) ?? -1;

const applies = (questionnaire: Questionnaire, { all }: Combination, answers: Answers): boolean =>
  Object.entries(all).every(
    ([question, least]) =>
      rankOf(questionnaire, question, answers[question]) >= rankOf(questionnaire, question, least),
  );

/**
 * The tier that these answers ask for, and why. Null where an answer is missing or unknown. No worse answer leads to a
 * milder tier.
 */
export function outcomeOf(questionnaire: Questionnaire, answers: Answers): Outcome | null {
  const { questions, combinations } = questionnaire;
  const given = questions.map(({ id, ask, answers: known }) => {
    const answer = known.find((one) => one.id === answers[id]);
    return answer && { tier: answer.tier, because: `${ask} ${answer.label}` };
  });
  const answered = given.filter((one) => one !== undefined);
  if (answered.length < questions.length || Object.keys(answers).length > questions.length) return null;
  const rules = [...answered, ...combinations.filter((one) => applies(questionnaire, one, answers))];
  const tier = rules.map((rule) => rule.tier).reduce(stricterTier);
  return { tier, because: rules.filter((rule) => isAtLeast(rule.tier, tier)).map(({ because }) => because) };
}
