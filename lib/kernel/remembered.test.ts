import fc from "fast-check";
import { expect, it } from "vitest";
import { remembered } from "./remembered.ts";

it("computes a text once while it is among the last ones", () => {
  const computed: string[] = [];
  const upper = remembered((text) => {
    computed.push(text);
    return text.toUpperCase();
  }, 10);
  for (const text of ["aaaa", "bbbb", "aaaa", "cccc", "aaaa", "bbbb"])
    expect(upper(text)).toBe(text.toUpperCase());
  expect(computed).toEqual(["aaaa", "bbbb", "cccc", "bbbb"]);
});

it("remembers neither a text longer than allowed nor more than allowed, whatever the order", () => {
  const texts = fc.array(fc.string({ maxLength: 8 }), { maxLength: 60 });
  fc.assert(
    fc.property(texts, fc.integer({ min: 0, max: 20 }), (asked, charactersMax) => {
      let computed = 0;
      const length = remembered((text) => {
        computed++;
        return { length: text.length };
      }, charactersMax);
      for (const [at, text] of asked.entries()) {
        const before = computed;
        expect(length(text)).toEqual({ length: text.length });
        const last = asked.lastIndexOf(text, at - 1);
        const since = new Set(at > 0 && last >= 0 ? asked.slice(last, at + 1) : [text]);
        const fits = [...since].join("").length <= charactersMax;
        if (at > 0 && last >= 0) expect(computed === before).toBe(fits);
      }
    }),
  );
});
