// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import type { Answer } from "#components/ui/answer.ts";
import { mounted } from "#lib/testing/pages/mounted.tsx";
import { textOf } from "#lib/testing/pages/shown.tsx";
import { standardOf } from "#lib/testing/specimens/views/envelopes.ts";
import { StandardSheet } from "./standard-sheet.tsx";
import { boundRows } from "./standard-words.ts";

const accepted: Answer = { ok: true, value: undefined };

describe("the claim of a standard change", () => {
  it("shows each bound as it was measured, and what is left", () => {
    const text = textOf(<StandardSheet standard={standardOf()} giveUp={vi.fn()} />);
    expect(text).toContain("2 of 3 uses left");
    expect(text).toContain("Inside the envelope, measured against release 3 (v3)");
    expect(text).toContain("worse by 0.004");
    expect(text).toContain("Training code");
    expect(text).not.toContain("Have it reviewed");
  });

  it("leads with what is passed, by how much, and with the way out", async () => {
    const metric = {
      bound: "metric" as const,
      name: "log-loss",
      limit: 0.01,
      measured: 0.03,
      over: 0.02,
      ok: false,
    };
    const standard = standardOf({ bounds: [...standardOf().bounds, metric], whyNot: "Outside envelope 4." });
    expect(boundRows(standard)[0]).toMatchObject({
      measured: "worse by 0.03",
      word: "0.02 beyond",
      tone: "fail",
    });
    const giveUp = vi.fn(async () => accepted);
    const page = mounted(<StandardSheet standard={standard} giveUp={giveUp} />);
    await page.press("Have it reviewed as a normal change");
    expect(giveUp).toHaveBeenCalled();
  });

  it.each([
    [
      { bound: "metric", name: "log-loss", limit: 0.01, measured: null, over: null, ok: false },
      "Not measured",
    ],
    [{ bound: "size", name: null, limit: 5, measured: 9, over: 4, ok: false }, "4 % beyond"],
    [{ bound: "substantial", name: null, limit: null, measured: null, over: null, ok: false }, "Outside"],
    [{ bound: "part", name: "plan", limit: null, measured: null, over: null, ok: false }, "Outside"],
    [{ bound: "metric", name: "log-loss", limit: 0.01, measured: -0.02, over: null, ok: true }, "Inside"],
  ] as const)("words a bound %#", (bound, word) => {
    expect(boundRows({ bounds: [bound], gates: [] })[0]).toMatchObject({ word });
  });

  it("names the gates that it needs besides", () => {
    const rows = boundRows({ bounds: [], gates: [{ id: "compared", ok: false }] });
    expect(rows[0]).toMatchObject({ measured: "does not pass", word: "Outside" });
  });
});
