// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { CATALOGUE, frameworkOf } from "#lib/obligations/catalogue.ts";
import type { Answer } from "#lib/obligations/framework.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { answersWith } from "#lib/testing/specimens/obligations.ts";
import { Blanks, CatalogueSheet } from "./blanks.tsx";
import { Frameworks } from "./frameworks.tsx";
import { coverageText } from "./obligation-words.ts";
import { Points } from "./points.tsx";

const blank = (says: string, place?: Answer["place"]): Answer => ({
  state: "blank",
  says,
  ...(place ? { place } : {}),
});
const waiting: Answer = { state: "waiting", says: "Security has not signed.", digest: "sha256:ab" };

describe("the frameworks", () => {
  const strip = (answers = answersWith(), current = "iso-42001") => (
    <Frameworks answers={answers} current={frameworkOf(current)} hrefOf={(id) => `/here?framework=${id}`} />
  );

  it("each lead to their points, and say how much is answered and whether they are in force", () => {
    const text = textOf(strip());
    expect(text).toContain("ISO/IEC 42001 13 of 13");
    expect(text).toContain("in force, dates disputed");
    expect(text).toContain("superseded");
    for (const { id } of CATALOGUE.frameworks) expect(markupOf(strip())).toContain(`/here?framework=${id}`);
    expect(markupOf(strip()).match(/aria-current="true"/g)).toHaveLength(1);
  });

  it("show one mark a point, hatched where it is blank, and say the same in words", () => {
    const markup = markupOf(strip(answersWith({ log: blank("No log."), data: waiting })));
    expect(markup).toContain('aria-label="11 answered, 1 waiting, 1 blank"');
    expect(markup).toContain("hatched");
    expect(markupOf(strip())).not.toContain("hatched");
  });
});

describe("the points of a framework", () => {
  const points = (id: string, answers = answersWith(), openOnly = false) => (
    <Points framework={frameworkOf(id)} answers={answers} openOnly={openOnly} otherHref="/other" />
  );

  it("stand in our words beside what answers each, with its digest and its place", () => {
    const place = { label: "See the log", href: "/audit" };
    const answers = answersWith({
      log: { state: "answered", says: "A log that only grows", place },
      security: waiting,
    });
    const markup = markupOf(points("eu-ai-act", answers));
    expect(markup).toContain('href="/audit"');
    expect(markup).toContain('title="sha256:ab"');
    expect(textOf(points("eu-ai-act", answers))).toContain("Waiting: Security has not signed.");
  });

  it("say what is missing, never a dash, with the way to mend it", () => {
    const edit = { label: "Revise the card", href: "/models/x/versions/1" };
    const answers = answersWith({ instructions: blank("No instructions.", edit) });
    expect(textOf(points("eu-ai-act", answers))).toContain("Blank: Blank No instructions. Revise the card");
    expect(markupOf(points("eu-ai-act", answers))).toContain("hatched");
  });

  it("can be cut down to what is open, and say so where nothing is", () => {
    const open = answersWith({ retirement: blank("Nothing says when.") });
    expect(textOf(points("nist-ai-rmf", open, true))).toContain("Systems are retired safely");
    expect(textOf(points("nist-ai-rmf", open, true))).not.toContain("An inventory of systems");
    expect(textOf(points("nist-ai-rmf", answersWith(), true))).toContain("Nothing is open");
    expect(textOf(points("nist-ai-rmf", open, true))).toContain("Show all");
    expect(textOf(points("nist-ai-rmf", open))).toContain("Open points only");
  });

  it("number each point where there is room and where there is not", () => {
    const text = textOf(points("owasp-aisvs"));
    expect(text.match(/12\.5\.3/g)).toHaveLength(2);
    expect(text).toContain("C3 Life cycle and change control");
  });

  it("name sources that disagree, and for whom a framework is", () => {
    expect(textOf(points("eu-ai-act"))).toMatch(/Sources disagree on the date\. .*2026.*2027/);
    expect(textOf(points("sr-26-2"))).toContain("For: Banks of more than 30 billion dollars");
    expect(textOf(points("sr-11-7"))).toContain("Superseded. Rescinded on 17 April 2026");
    expect(textOf(points("sr-11-7"))).not.toContain("Nothing is open");
  });
});

describe("the blanks", () => {
  it("are each named once, with all points they leave open", () => {
    const text = textOf(<Blanks answers={answersWith({ watch: blank("No plan for after it.") })} />);
    expect(text).toContain("4 of 69 points");
    expect(text.match(/No plan for after it/g)).toHaveLength(1);
    expect(text).toContain("EU AI Act 9, ISO/IEC 42001 A.6.2.6, NIST AI RMF 1.0 Manage 4.1");
  });

  it("may be none, which is said", () => {
    expect(textOf(<Blanks answers={answersWith()} />)).toContain("Every point has an answer");
    expect(coverageText({ answered: 3, waiting: 0, blank: 0, points: 3 })).toBe("3 answered");
  });

  it("stand beside the version of the catalogue and its day", () => {
    expect(textOf(<CatalogueSheet />)).toMatch(/version 1, .*2026/);
  });
});
