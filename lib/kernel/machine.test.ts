import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { machine, type Transition } from "./machine.ts";

const STATES = ["draft", "in-review", "approved", "withdrawn"] as const;
type State = (typeof STATES)[number];

const transition: fc.Arbitrary<Transition<State>> = fc.record({
  from: fc.subarray([...STATES], { minLength: 1 }),
  to: fc.constantFrom(...STATES),
});
const table = fc.record({ submit: transition, "take-back": transition });
const state = fc.constantFrom(...STATES);
const verb = fc.constantFrom("submit" as const, "take-back" as const);

describe("a machine", () => {
  it("makes exactly the transitions of its table", () => {
    fc.assert(
      fc.property(table, state, verb, (rows, from, does) => {
        const { next } = machine("release", rows);
        const outcome = next(from, does);
        if (rows[does].from.includes(from)) expect(outcome).toEqual({ ok: true, value: rows[does].to });
        else
          expect(outcome).toMatchObject({
            ok: false,
            error: { kind: "illegal", code: `release-is-${from}` },
          });
      }),
    );
  });

  it("gives the button the same reason as the server's refusal", () => {
    fc.assert(
      fc.property(table, state, verb, (rows, from, does) => {
        const { next, whyNot } = machine("release", rows);
        const outcome = next(from, does);
        expect(whyNot(from, does)).toBe(outcome.ok ? null : outcome.error.message);
      }),
    );
  });

  it("names every state that allows the verb", () => {
    const { whyNot } = machine("rollout", {
      pause: { from: ["running"], to: "paused" },
      "roll-back": { from: ["running", "paused", "halted"], to: "rolling-back" },
    });
    expect(whyNot("paused", "pause")).toBe("This rollout is paused; only one that is running can pause.");
    expect(whyNot("rolling-back", "roll-back")).toBe(
      "This rollout is rolling-back; only one that is running, paused or halted can roll back.",
    );
  });
});
