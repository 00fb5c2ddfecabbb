import { beforeAll, expect, it } from "vitest";
import { type Served, servedFlights, shiftOf } from "./flights.ts";
import { PAIR_CELLS } from "./pair-cells.ts";
import { randomFrom } from "./random.ts";
import { rollOutUntidily, type Trouble, type UntidySetting } from "./untidy.ts";
import { UNTIDY_CELLS } from "./untidy-cells.ts";

let served: Served;
beforeAll(async () => {
  served = await servedFlights();
}, 120_000);

it.each([...UNTIDY_CELLS, ...PAIR_CELLS])(
  "$cell",
  async ({ measure }) => {
    expect(await measure(20)).toMatchObject({ ok: true });
  },
  60_000,
);

it("the judge before let a harm pass that only the missing outcomes would have shown", () => {
  const candidate = { version: 1, shift: shiftOf(served, 0.122) };
  const trouble: Trouble = { labelAfter: ({ late }) => (late ? null : 3) };
  const ended = (judge: UntidySetting["judge"]) =>
    rollOutUntidily(served, { judge, candidate, trouble }, randomFrom(3));
  expect(ended("judge-2")).toBe("completed");
  expect(ended("judge-3")).toBe("halted");
});
