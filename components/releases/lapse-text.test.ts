import { expect, it } from "vitest";
import { lapseText } from "./lapse-text.ts";

it.each([
  [{ lapsed: ["v"] }, "a signer lost the authority to sign"],
  [{ lapsed: [], overdue: ["c"] }, "a condition is overdue"],
  [{ lapsed: [], overdue: ["c", "d"] }, "2 conditions are overdue"],
  [{ lapsed: ["v"], recused: true as const }, "a signer recused themselves"],
])("says why an approval lapsed", (lapse, text) => expect(lapseText(lapse)).toBe(text));
