import fc from "fast-check";
import { expect, it } from "vitest";
import { EVENTS } from "./events.ts";
import { WEBHOOK_FORMATS, wantsKind } from "./webhook.ts";
import { onlyTakesAway, type Reach, webhookTerms } from "./webhook-terms.ts";

const asked = { name: "Board", url: "https://board.example/in", kinds: ["release", "rollout"] };

it("is the digest that the API's words describe", () => {
  // printf '{"kinds":["release","rollout"],"name":"Board","url":"https://board.example/in","v":1}' | sha256sum
  expect(webhookTerms(asked)).toBe("sha256:6028f3fda88ae4a608a45e50671c0c466a8bbf4084b4776146f29c511fd50a61");
  // printf '{"active":true,"kinds":[],"model":"churn-risk","name":"Board","url":"https://board.example/in","v":1,"webhookId":"0198c0de-0000-7000-8000-000000000001"}' | sha256sum
  expect(
    webhookTerms({
      ...asked,
      kinds: [],
      model: "churn-risk",
      webhookId: "0198c0de-0000-7000-8000-000000000001",
      active: true,
    }),
  ).toBe("sha256:d4d0d5b770c99c8959544d4a750e67fe4fe2cdb0bded1edf649058112997d647");
});

it("does not depend on the order of kinds, their repetition or spaces around what was typed", () => {
  const typed = { name: " Board ", url: ` ${asked.url}`, kinds: ["rollout", "release", "rollout"] };
  expect(webhookTerms(typed)).toBe(webhookTerms(asked));
});

const TYPES = Object.keys(EVENTS);
const NOUNS = TYPES.map((type) => type.slice(0, type.indexOf(".")));
const MODELS = ["churn-risk", "flight-delay"];
const reaches: fc.Arbitrary<Reach> = fc.record({
  url: fc.constantFrom("https://a.example/", "https://b.example/"),
  kinds: fc.array(fc.constantFrom(...TYPES, ...NOUNS), { maxLength: 4 }),
  model: fc.constantFrom(null, ...MODELS),
  active: fc.boolean(),
  format: fc.constantFrom(...WEBHOOK_FORMATS),
});

/** What a receiver at an address gets. */
const gets = ({ url, kinds, model, active }: Reach) =>
  active
    ? TYPES.filter((type) => wantsKind(kinds, type)).flatMap((type) =>
        (model === null ? [...MODELS, "none"] : [model]).map((of) => `${url} ${type} ${of}`),
      )
    : [];

it("never takes what sends one event more for something that only takes away", () => {
  fc.assert(
    fc.property(reaches, reaches, fc.boolean(), (before, other, near) => {
      const after = near ? { ...before, kinds: other.kinds, model: other.model } : other;
      if (!onlyTakesAway(before, after)) return;
      const got = new Set(gets(before));
      expect(gets(after).filter((one) => !got.has(one))).toEqual([]);
      expect([after.url, after.format]).toEqual([before.url, before.format]);
    }),
    { numRuns: 500 },
  );
});

it.each<[string, Partial<Reach>, boolean]>([
  ["nothing changed", {}, true],
  ["off", { active: false }, true],
  ["fewer kinds", { kinds: ["release"] }, true],
  ["a type of a noun", { kinds: ["release.opened"] }, true],
  ["another noun", { kinds: ["release", "person"] }, false],
  ["every kind", { kinds: [] }, false],
  ["one model", { model: "churn-risk" }, true],
  ["another address", { url: "https://b.example/" }, false],
  ["the event itself, not a message", { format: "cloudevents" }, false],
  ["another address, off", { url: "https://b.example/", active: false }, false],
])("%s only takes away: %s %s", (_, changed, only) => {
  const before: Reach = {
    url: "https://a.example/",
    kinds: ["release", "rollout"],
    model: null,
    active: true,
    format: "slack",
  };
  expect(onlyTakesAway(before, { ...before, ...changed })).toBe(only);
  expect(onlyTakesAway({ ...before, active: false }, { ...before, ...changed })).toBe(
    only && changed.active === false,
  );
});
