import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { releaseCase } from "./case.ts";
import { planSchema } from "./plan.ts";
import { fillCase, RELEASE_TEMPLATES, type ToRelease } from "./templates.ts";

const v2: ToRelease = {
  model: "flight-delay",
  version: 2,
  pointer: "production",
  live: 1,
  description: "Retrained with the hour of departure.",
};

describe.each(RELEASE_TEMPLATES.map((template) => [template.id, template] as const))(
  "%s",
  (_id, template) => {
    it("has a plan that may be signed", () => {
      expect(planSchema.parse(template.plan)).toEqual(template.plan);
    });

    it("makes a case that may be signed, with no blank left", () => {
      const filled = fillCase(template, v2);
      expect(releaseCase.parse(filled)).toEqual(filled);
      expect(JSON.stringify(filled)).not.toMatch(/\{\w+\}/);
      expect(filled.what).toContain("version 2 of flight-delay");
      expect(filled.what).toContain("Retrained with the hour of departure.");
    });
  },
);

it("names what is live, and says so where nothing is", () => {
  const [staged] = RELEASE_TEMPLATES;
  expect(fillCase(staged, v2).rollback[0]).toContain("worse than under version 1");
  expect(fillCase(staged, { ...v2, live: null }).what).toContain("in place of no version");
});

it("inserts a description unchanged, whatever it contains", () => {
  const [staged] = RELEASE_TEMPLATES;
  const description = fc.oneof(fc.string({ minLength: 1 }), fc.constant("{version} $& {live}"));
  fc.assert(
    fc.property(description, (text) => {
      expect(fillCase(staged, { ...v2, description: `<${text}>` }).what).toContain(`<${text}>`);
    }),
  );
});

it("uses each id once", () => {
  expect(new Set(RELEASE_TEMPLATES.map(({ id }) => id)).size).toBe(RELEASE_TEMPLATES.length);
});
