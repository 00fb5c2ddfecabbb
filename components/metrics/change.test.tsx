import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toneColor } from "#components/ui/tone.ts";
import { CATALOGUE, catalogued } from "#lib/metrics/catalogue.ts";
import { gainOf } from "#lib/metrics/change.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { changeOf, sideText } from "./change.ts";
import { ChangeBar } from "./change-bar.tsx";

const [logLoss, accuracy] = [catalogued("log-loss"), catalogued("accuracy")];
const margins = { fails: 0.005, passes: 0.02 };
const change = (difference: number | null, lower: number | null, upper: number | null, of = logLoss) =>
  changeOf(of, gainOf(of, { difference, lower, upper }), margins);

describe("a change", () => {
  it.each([
    [change(-0.0077, -0.0108, -0.0047), "Better", "Better by 0.0077", "+0.0077", "[+0.0047, +0.0108]"],
    [change(0.0151, 0.0071, 0.0232), "Worse", "Worse by 0.0151", "−0.0151", "[−0.0232, −0.0071]"],
    [change(0.0014, -0.0027, 0.0056), "Within margin", "Worse by 0.0014", "−0.0014", "[−0.0056, +0.0027]"],
    [change(0.0014, -0.03, 0.03), "Undecided", "Worse by 0.0014", "−0.0014", "[−0.0300, +0.0300]"],
    [change(0, -0.001, 0.001), "Within margin", "No change", "+0.0000", "[−0.0010, +0.0010]"],
    [
      change(0.0042, 0.001, 0.008, accuracy),
      "Better",
      "Better by 0.42 pp",
      "+0.42 pp",
      "[+0.10 pp, +0.80 pp]",
    ],
    [change(0.01, null, 0.02), "No data", "Worse by 0.0100", "−0.0100", "[−0.0200, ∞]"],
    [change(null, null, null), "No data", "Not measured", null, null],
  ])("%#", ({ look, words, signed, interval }, word, text, number, ends) =>
    expect([look.word, words, signed, interval]).toEqual([word, text, number, ends]),
  );

  it("has the same sign, side and colour for every metric of the catalogue", () => {
    const size = fc.double({ min: 0.06, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...CATALOGUE), size, fc.boolean(), (metric, by, up) => {
        const difference = up ? by : -by;
        const ends = { lower: difference - 0.005, upper: difference + 0.005 };
        const { look, words, signed } = changeOf(metric, gainOf(metric, { difference, ...ends }), margins);
        const better = up === (metric.better === "higher");
        expect([look.word, look.tone]).toEqual(better ? ["Better", "pass"] : ["Worse", "fail"]);
        expect(words.startsWith(better ? "Better by " : "Worse by ")).toBe(true);
        expect(signed!.startsWith(better ? "+" : "−")).toBe(true);
        expect(words.endsWith(signed!.slice(1))).toBe(true);
      }),
    );
  });

  it("is none where the metric's digits do not show it", () => {
    const latency = catalogued("latency-ms");
    expect(changeOf(latency, { by: -0.01, low: null, high: null }, margins).words).toBe("No change");
  });

  it("is on the side it is on", () => {
    expect([sideText(0.1), sideText(-0.1)]).toEqual(["Better", "Worse"]);
  });
});

describe("a change as a bar", () => {
  it("says in its label what it draws, margins included", () => {
    const markup = markupOf(<ChangeBar change={change(0.0151, 0.0071, 0.0232)} />);
    expect(markup).toContain(
      'aria-label="Worse by 0.0151, interval [−0.0232, −0.0071], fails beyond 0.005 worse, passes within 0.02 worse"',
    );
    expect(markup).toContain(toneColor.fail);
  });

  it("stands with its figures, or with the reason why there are none", () => {
    expect(textOf(<ChangeBar change={change(-0.0077, -0.0108, -0.0047)} />)).toBe(
      "Better by 0.0077 [+0.0047, +0.0108]",
    );
    const missing = change(null, null, null);
    expect(textOf(<ChangeBar change={missing} missing="n 7 is under 100" />)).toBe("n 7 is under 100");
    expect(textOf(<ChangeBar change={missing} />)).toBe("not measured");
    expect(textOf(<ChangeBar change={change(0.01, null, null)} missing="no interval" />)).toBe(
      "Worse by 0.0100 no interval",
    );
  });

  it("names no margin where none was agreed", () => {
    const open = changeOf(logLoss, { by: 0.1, low: 0.05, high: 0.2 }, { fails: null, passes: null });
    expect(markupOf(<ChangeBar change={open} />)).not.toContain("worse");
  });
});
