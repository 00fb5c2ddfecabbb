import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isAtLeast, TIERS, unassessedTier } from "./tier.ts";
import {
  type Answers,
  answersSchema,
  CURRENT_QUESTIONNAIRE,
  outcomeOf,
  questionnaireDigest,
  questionnaireOf,
} from "./tier-questionnaire.ts";

const { questions, combinations } = CURRENT_QUESTIONNAIRE;
const pick = (place: (length: number) => number): Answers =>
  Object.fromEntries(questions.map(({ id, answers }) => [id, answers[place(answers.length)]!.id]));
const mildest = pick(() => 0);
const outcome = (changes: Answers) => outcomeOf(CURRENT_QUESTIONNAIRE, { ...mildest, ...changes });

const ranks = fc.tuple(...questions.map(({ answers }) => fc.nat(answers.length - 1)));
const answersBy = (places: readonly number[]): Answers =>
  Object.fromEntries(questions.map(({ id, answers }, i) => [id, answers[places[i]!]!.id]));

describe("the questionnaire", () => {
  it("is the one that assessments were pinned to", () => {
    expect(questionnaireOf(1)).toBe(CURRENT_QUESTIONNAIRE);
    expect(questionnaireDigest(CURRENT_QUESTIONNAIRE)).toBe(
      "sha256:3e6cfacb0783cab3bc9f8419cf223b59ab39a5db43144b69d1b48b439e17a1b6",
    );
    expect(questionnaireOf(2)).toBeNull();
  });

  it("lists the answers of each question from the mildest to the worst", () => {
    for (const { answers } of questions)
      for (const [i, { tier }] of answers.entries())
        expect(isAtLeast(tier, answers[i - 1]?.tier ?? "low")).toBe(true);
  });

  it("combines only answers that it has", () => {
    for (const { all } of combinations)
      for (const [question, answer] of Object.entries(all))
        expect(
          questions.find(({ id }) => id === question)?.answers.map(({ id }) => id),
          question,
        ).toContain(answer);
  });

  it("takes its own answers and no others", () => {
    const schema = answersSchema(CURRENT_QUESTIONNAIRE);
    expect(schema.safeParse(mildest).success).toBe(true);
    const { stake: _, ...incomplete } = mildest;
    for (const wrong of [incomplete, { ...mildest, stake: "none" }, { ...mildest, more: "none" }]) {
      expect(schema.safeParse(wrong).success).toBe(false);
      expect(outcomeOf(CURRENT_QUESTIONNAIRE, wrong)).toBeNull();
    }
  });
});

describe("the tier", () => {
  it.each([
    ["low", {}, questions.length],
    ["limited", { affected: "staff", volume: "hundred-thousand" }, 2],
    ["high", { affected: "staff", stake: "much-money" }, 1],
    ["critical", { regulation: "high-risk", stake: "much-money" }, 1],
    ["high", { affected: "public", undone: "never" }, 2],
    ["critical", { affected: "public", undone: "never", oversight: "nobody" }, 1],
    ["critical", { data: "special", oversight: "nobody", affected: "public" }, 1],
  ] as const)("is %s for %j, with the answers that ask for it", (tier, changes, reasons) => {
    expect(outcome(changes)).toMatchObject({ tier, because: { length: reasons } });
  });

  it("names the answer in the reader's words", () => {
    expect(outcome({ stake: "much-money" })?.because).toEqual([
      "What does a wrong answer cost? More than EUR 10,000 a day.",
    ]);
  });

  it("never falls when an answer gets worse", () => {
    fc.assert(
      fc.property(ranks, fc.nat(questions.length - 1), (places, at) => {
        const worst = questions[at]!.answers.length - 1;
        const worse = places.with(at, Math.min(places[at]! + 1, worst));
        const [before, after] = [places, worse].map(
          (given) => outcomeOf(CURRENT_QUESTIONNAIRE, answersBy(given))!.tier,
        );
        expect(isAtLeast(after!, before!)).toBe(true);
      }),
    );
  });

  it("of a model without an assessment is high or what was declared above it", () => {
    expect(TIERS.map(unassessedTier)).toEqual(["high", "high", "high", "critical"]);
  });
});
