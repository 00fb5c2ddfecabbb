import { describe, expect, it } from "vitest";
import { CATALOGUE, catalogued } from "#lib/metrics/catalogue.ts";
import { betterText, rowsText, taskTitles, titleWithUnit } from "./metric-words.ts";

describe("a metric in words", () => {
  it.each([
    ["latency-ms", "ms", "answers"],
    ["log-loss", null, "outcomes"],
    ["accuracy", null, "outcomes"],
  ])("%s", (id, unit, rows) => {
    const metric = catalogued(id)!;
    expect(titleWithUnit(metric)).toBe(unit ? `${metric.title}, ${unit}` : metric.title);
    expect(rowsText(metric)).toBe(rows);
  });

  it("never writes a share's unit beside its title, which its numbers carry", () => {
    expect(titleWithUnit({ title: "Error rate", unit: "%", kind: "share" })).toBe("Error rate");
    expect(titleWithUnit({ title: "Cost", unit: "€", kind: "mean" })).toBe("Cost, €");
  });

  it("counts what a metric from elsewhere reports as readings", () => {
    expect(rowsText({ known: { when: "report" } })).toBe("readings");
  });

  it("has a title for the task of every metric, each of its own", () => {
    for (const { task } of CATALOGUE) expect(taskTitles[task], task).toMatch(/^[A-Z]/);
    expect(new Set(Object.values(taskTitles)).size).toBe(Object.keys(taskTitles).length);
    expect(betterText("lower")).toBe("lower is better");
  });
});
