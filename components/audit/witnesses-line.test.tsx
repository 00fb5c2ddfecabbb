import { expect, it } from "vitest";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { logWitnesses } from "#lib/testing/specimens/views/audit.ts";
import { WitnessesLine } from "./witnesses-line.tsx";

it.each([
  [[], "No witness cosigns this log, so only checkpoints that others kept would reveal a rewritten past."],
  [[{}], "Witness witness.example/w1 cosigned the first 10,480 leaves at 20 Nov 2026, 14:02:30 ."],
  [[{ size: 0, cosignedAt: null }], "Witness witness.example/w1 has not cosigned anything yet."],
  [
    [{ size: 0, cosignedAt: null, trouble: "did not answer within 5 s" }],
    "The witness witness.example/w1 does not cosign the log. It did not answer within 5 s. " +
      "It has not cosigned anything yet. Signing goes on without it.",
  ],
  [
    [{ name: "w/2" }, { trouble: "did not answer within 5 s" }],
    "The witness witness.example/w1 does not cosign the log. It did not answer within 5 s. " +
      "Before, it cosigned the first 10,480 leaves at 20 Nov 2026, 14:02:30 . Signing goes on without it. " +
      "Witness w/2 cosigned the first 10,480 leaves at 20 Nov 2026, 14:02:30 .",
  ],
])("%j reads: %s", (changes, text) => {
  expect(textOf(<WitnessesLine {...logWitnesses(changes)} />)).toBe(text);
});
