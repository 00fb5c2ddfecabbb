import { describe, expect, it } from "vitest";
import { answersWith as all } from "#lib/testing/specimens/obligations.ts";
import { CATALOGUE, frameworkOf } from "./catalogue.ts";
import { blanksIn, coverageOf, coverageOfAll, pointsOf, standardsAnswer } from "./coverage.ts";
import { type Answer, EVIDENCE } from "./framework.ts";
import { ISO_42001 } from "./iso-42001.ts";

describe("the catalogue", () => {
  it("names each framework and each of its points once, in words of its own, with where the text is", () => {
    const ids = CATALOGUE.frameworks.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const framework of CATALOGUE.frameworks) {
      const points = pointsOf(framework);
      expect(new Set(points.map(({ id }) => id)).size, framework.id).toBe(points.length);
      expect(framework.sources.length, framework.id).toBeGreaterThan(0);
      for (const { href } of framework.sources) expect(new URL(href).protocol).toBe("https:");
      for (const { asks } of points) expect(asks).toMatch(/^[A-Z].*[^.]$/);
    }
  });

  it("asks nothing by a framework that another replaced, and something by every other", () => {
    for (const framework of CATALOGUE.frameworks)
      expect(pointsOf(framework).length === 0, framework.id).toBe(framework.status === "superseded");
  });

  it("says both dates where sources disagree", () => {
    for (const { status, standing } of CATALOGUE.frameworks)
      if (status === "conflicting") expect(standing.match(/\d{4}/g)!.length).toBeGreaterThan(1);
  });

  it("uses every kind of evidence that a release is read for", () => {
    const used = new Set(CATALOGUE.frameworks.flatMap((one) => pointsOf(one).map(({ by }) => by)));
    expect(EVIDENCE.filter((id) => !used.has(id))).toEqual([]);
  });

  it("shows the first framework where an address names none there is", () => {
    expect(frameworkOf("iso-42001").name).toBe("ISO/IEC 42001");
    expect([undefined, "", "__proto__"].map((id) => frameworkOf(id).id)).toEqual(Array(3).fill("eu-ai-act"));
  });
});

describe("coverage", () => {
  it("counts a blank or an answer that waits as no answer", () => {
    const open = all({
      data: { state: "blank", says: "No data." },
      validation: { state: "waiting", says: "Not signed." },
    });
    const { points } = coverageOf(ISO_42001, all());
    expect(coverageOf(ISO_42001, open)).toEqual({ answered: points - 2, waiting: 1, blank: 1, points });
    expect(coverageOfAll(all()).answered).toBe(coverageOfAll(all()).points);
  });

  it("names what is missing once, with every point that it leaves open, the widest gap first", () => {
    const gap = (says: string): Answer => ({ state: "blank", says });
    const blanks = blanksIn(all({ consumers: gap("Nobody knows."), watch: gap("No plan.") }));
    expect(blanks.map(({ answer, points }) => [answer.says, points.length])).toEqual([
      ["No plan.", 4],
      ["Nobody knows.", 1],
    ]);
    expect(blanksIn(all())).toEqual([]);
  });

  it("answers for standards only what the standard's own points do", () => {
    expect(standardsAnswer(all()).state).toBe("answered");
    const { state, says } = standardsAnswer(all({ log: { state: "waiting", says: "" } }));
    expect(state).toBe("waiting");
    expect(says).toMatch(/ISO\/IEC 42001, 12 of 13/);
  });
});
