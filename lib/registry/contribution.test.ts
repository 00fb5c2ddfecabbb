import { expect, it } from "vitest";
import { type Contribution, contributionWords, ownershipWords } from "./contribution.ts";

const v3 = { model: "flight-delay", number: 3 };
const byHand = { part: "registered", token: null, tokenPart: null } as const;

it.each<[Pick<Contribution, "part" | "token" | "tokenPart">, { model: string; number: number }, string]>([
  [byHand, v3, "registered this version"],
  [byHand, { ...v3, number: 2 }, "registered v2, an ancestor of v3"],
  [{ ...byHand, part: "measured" }, { model: "crew", number: 3 }, "measured crew v3, an ancestor of v3"],
  [
    { part: "uploaded", token: "pipeline-ci", tokenPart: "issued" },
    v3,
    "issued the token pipeline-ci, which uploaded its files",
  ],
  [
    { part: "wrote-card", token: "cards", tokenPart: "answers-for" },
    { ...v3, number: 1 },
    "took responsibility for the token cards, which wrote the card of v1, an ancestor of v3",
  ],
])("says why %o of %o counts", (contribution, of, words) => {
  expect(contributionWords(contribution, of, v3)).toBe(words);
});

it("says whose model it is", () => {
  expect(ownershipWords({ ...v3, number: 1 }, v3)).toBe("took ownership of the model");
  expect(ownershipWords({ model: "crew", number: 1 }, v3)).toBe(
    "took ownership of crew, whose v1 is an ancestor of v3",
  );
});
