import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Happening, MANY, newTally } from "./tally.ts";

const START = Date.parse("2026-11-23T08:00:00.000Z");
const at = (ms: number): Date => new Date(START + ms);
const denial = (id: string, more: Partial<Happening> = {}): Happening => ({
  kind: "denial",
  workspaceId: "w",
  doer: { type: "address", id },
  code: "role-missing",
  ...more,
});

describe("42: refusals too frequent to be recorded one by one", () => {
  it("are counted with first and last time and a few circumstances", () => {
    const tally = newTally();
    for (let i = 0; i < 20; i++)
      tally.note(denial("a", { what: `GET /${i}`, address: `192.0.2.${i % 2}` }), at(i * 1000));
    expect(tally.take()).toEqual([
      {
        kind: "denial",
        workspaceId: "w",
        doer: { type: "address", id: "a" },
        code: "role-missing",
        count: 20,
        firstAt: at(0),
        lastAt: at(19_000),
        what: ["GET /0", "GET /1", "GET /2", "GET /3", "GET /4"],
        addresses: ["192.0.2.0", "192.0.2.1"],
        tried: [],
      },
    ]);
    expect(tally.take()).toEqual([]);
  });

  it("are recorded once their window ends, counted from the first", () => {
    const tally = newTally();
    tally.note(denial("a"), at(0));
    tally.note(denial("b"), at(30_000));
    expect(tally.take(at(59_999))).toEqual([]);
    expect(tally.take(at(60_000)).map(({ doer }) => doer.id)).toEqual(["a"]);
    expect(tally.take(at(90_000)).map(({ doer }) => doer.id)).toEqual(["b"]);
  });

  it("are put back if they could not be recorded, and added to later ones", () => {
    const tally = newTally();
    tally.note(denial("a"), at(0));
    const taken = tally.take();
    tally.note(denial("a"), at(5000));
    tally.putBack(taken);
    expect(tally.take()).toMatchObject([{ count: 2, firstAt: at(0), lastAt: at(5000) }]);
  });

  it("lose no count and stay bounded, whoever does whatever", () => {
    const happening = fc.record({
      id: fc.integer({ min: 0, max: 400 }).map(String),
      code: fc.constantFrom("role-missing", "scope-missing", "foreign-origin"),
      workspaceId: fc.constantFrom("w", "v", null),
      ms: fc.integer({ min: 0, max: 1_000_000 }),
      taking: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 300 }), (all) => {
        const tally = newTally({ keysMax: 20 });
        let told = 0;
        for (const { id, code, workspaceId, ms, taking } of all) {
          tally.note(denial(id, { code, workspaceId }), at(ms));
          if (taking && ms % 7 === 0) told += sum(tally.take(at(ms)));
        }
        const rest = tally.take();
        // Twenty counted apart, and one "many" for each kind of refusal in each workspace.
        expect(rest.length).toBeLessThanOrEqual(20 + 9);
        expect(told + sum(rest)).toBe(all.length);
      }),
    );
  });

  it("by too many doers are counted together", () => {
    const tally = newTally({ keysMax: 3 });
    for (let i = 0; i < 10; i++) tally.note(denial(`block ${i}`), at(i));
    expect(tally.take().map(({ doer, count }) => [doer.id, count])).toEqual([
      ["block 0", 1],
      ["block 1", 1],
      ["block 2", 1],
      [MANY, 7],
    ]);
  });

  it("keep typed text only up to the length of an e-mail address", () => {
    const tally = newTally();
    tally.note(denial("a", { tried: "x".repeat(5000) }), at(0));
    expect(tally.take()[0]!.tried[0]!.length).toBe(254);
  });
});

const sum = (all: readonly { count: number }[]): number => all.reduce((total, { count }) => total + count, 0);
