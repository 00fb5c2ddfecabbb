import { expect, it } from "vitest";
import { z } from "zod";
import { line } from "./fields.ts";
import { remembering } from "./remembering.ts";

it("finds what the schema finds, however often and in whatever order", () => {
  const plain = z.record(z.string().regex(/^[a-z]+$/), line(5));
  const kept = z.record(remembering(z.string().regex(/^[a-z]+$/)), remembering(line(5)));
  const inputs = [{ a: " x " }, { a: "x" }, { a: "" }, { a: "toolong" }, { A: "x" }, { a: 1 }, { a: "x\ny" }];
  for (const input of [...inputs, ...inputs, ...inputs.toReversed()]) {
    const [one, other] = [plain.safeParse(input), kept.safeParse(input)];
    expect(other.data).toEqual(one.data);
    expect(other.error?.issues).toEqual(one.error?.issues);
  }
});

it("keeps no more than a bounded number of texts, and checks each of more", () => {
  let checked = 0;
  const counted = remembering(z.string().superRefine(() => void checked++));
  for (let at = 0; at < 3; at += 1) counted.parse("same");
  expect(checked).toBe(1);
  for (let at = 0; at < 1000; at += 1) counted.parse(`${at}`);
  counted.parse("same");
  expect(checked).toBe(1002);
});
