import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { source } from "#lib/testing/specimens/views/rollouts.ts";
import { SourceTable } from "./source-table.tsx";
import {
  answersText,
  brokenText,
  invalidText,
  lacksReceipts,
  receiptsText,
  sourceName,
} from "./source-words.ts";

const arms = { baseline: "v1", candidate: "v2" };
const table = (sources = [source()], neededPercent = 0) =>
  textOf(<SourceTable sources={sources} arms={arms} neededPercent={neededPercent} />);

describe("a source", () => {
  it("shows of each arm its answers, the share broken and with a valid receipt, and when it last came", () => {
    const { baseline, candidate } = source();
    expect([candidate, baseline].map(answersText)).toEqual(["19,950", "60,050"]);
    expect([candidate, baseline].map(brokenText)).toEqual(["0.10 %", "0.01 %"]);
    expect([candidate, baseline].map(receiptsText)).toEqual(["99.6 %", "100.0 %"]);
    const shown = table();
    for (const text of ["edge-gateway", "19,950", "60,050", "0.10 %", "99.6 %", "12 invalid receipts"])
      expect(shown).toContain(text);
  });

  it("that sends no receipts is told from one whose receipts are invalid", () => {
    const { candidate } = source();
    const none = { ...candidate!, receiptsValid: 0, receiptsInvalid: 0 };
    expect(receiptsText(none)).toBe("none sent");
    expect(receiptsText({ ...none, receiptsInvalid: 1 })).toBe("0.0 %");
    expect(invalidText(source({ candidate: none }))).toBeNull();
    expect(invalidText(source({ candidate: { ...none, receiptsInvalid: 1 } }))).toBe("1 invalid receipt");
  });

  it("without a name, and one that says nothing of an arm, are listed all the same", () => {
    const unnamed = source({ source: "", baseline: null });
    expect(sourceName(unnamed)).toBe("Unnamed");
    expect([answersText(null), brokenText(null), receiptsText(null)]).toEqual(["–", "–", "–"]);
    expect(table([unnamed])).toContain("never");
  });
});

describe("the sources of a stage", () => {
  it("stand out where an arm has fewer valid receipts than the plan asks for", () => {
    const { baseline, candidate } = source();
    const lack = (needed: number) => [candidate, baseline, null].map((arm) => lacksReceipts(arm, needed));
    expect(lack(99.8)).toEqual([true, false, false]);
    expect(lack(0)).toEqual([false, false, false]);
    const shown = (needed: number) =>
      markupOf(<SourceTable sources={[source()]} arms={arms} neededPercent={needed} />).split("text-hold")
        .length;
    expect(shown(99.8) - shown(0)).toBe(1);
  });

  it("are counted, with which line is which arm and what the plan asks for", () => {
    expect(table()).toContain("1 source in this stage; upper line v2, lower line v1");
    expect(table()).not.toContain("the plan asks");
    expect(table([source()], 98)).toContain("the plan asks for 98 % valid receipts");
  });

  it("are none before the first batch", () => {
    expect(table([])).toContain("Each sender is listed here once its first answers");
  });
});
