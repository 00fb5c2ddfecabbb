import { describe, expect, it } from "vitest";
import { releaseCase } from "./case.ts";
import { planSchema } from "./plan.ts";
import { BLANK_CASE, RELEASE_TEMPLATES } from "./templates.ts";

describe.each(RELEASE_TEMPLATES.map((template) => [template.id, template] as const))(
  "%s",
  (_id, template) => {
    it("has a plan that may be signed", () => {
      expect(planSchema.parse(template.plan)).toEqual(template.plan);
    });

    it("asks for each text with a question or a request, and states nothing", () => {
      for (const prompt of Object.values(template.prompts)) expect(prompt).toMatch(/\?(?: Name .+\.)?$/);
    });
  },
);

it("leaves every text to the author, who must write it", () => {
  const refused = releaseCase.safeParse(BLANK_CASE).error?.issues.map(({ path }) => path.join("."));
  expect(new Set(refused)).toEqual(
    new Set([
      "what",
      "why",
      "benefit",
      "risk",
      "wayBack",
      "acceptance",
      "rollback",
      "substantialModification.because",
    ]),
  );
});

it("uses each id once", () => {
  expect(new Set(RELEASE_TEMPLATES.map(({ id }) => id)).size).toBe(RELEASE_TEMPLATES.length);
});
