import fc from "fast-check";
import { expect, it } from "vitest";
import { spanText } from "#components/ui/format-time.ts";
import { duration } from "#lib/rollouts/evidence.ts";
import { inPageDurations, storedReason } from "./judge-durations.ts";

it("writes every duration of the judge as pages write it, and nothing longer than it was", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 90 * 86_400 }), (seconds) => {
      const text = inPageDurations(`It is ${duration(seconds)} old.`);
      // The judge rounds to minutes from two minutes on.
      const said = seconds < 120 ? seconds : seconds - (seconds % 60);
      expect(text).toBe(`It is ${spanText(1000 * said)} old.`);
    }),
  );
});

it.each([
  [
    "The newest evidence is 100 s old, more than 30 s.",
    "The newest evidence is 1 min 40 s old, more than 30 s.",
  ],
  ["Not decided within 90 min. Log-loss: …", "Not decided within 1 h 30 min. Log-loss: …"],
  ["2,100.0 ms; limit 2,000 ms.", "2,100.0 ms; limit 2,000 ms."],
  ["12 of the last 30 windows, 5 % planned", "12 of the last 30 windows, 5 % planned"],
])("%s", (said, text) => expect(inPageDurations(said)).toBe(text));

it("never rewrites a person's reason", () => {
  expect(storedReason("Waited 90 min for an answer.")).toBe("Waited 90 min for an answer.");
  expect(storedReason("Not decided within 90 min. Log-loss: …")).toBe(
    "Not decided within 1 h 30 min. Log-loss: …",
  );
});
