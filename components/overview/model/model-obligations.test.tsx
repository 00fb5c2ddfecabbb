// @vitest-environment happy-dom
import { expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { release } from "#lib/testing/specimens/views/overview.ts";
import { releaseView } from "#lib/testing/specimens/views/releases.ts";
import { ModelObligations } from "./model-obligations.tsx";
import { releaseAnswering } from "./release-answering.ts";

const releases = [
  release({ number: 9, state: "in-review" }),
  release({ number: 7, state: "released" }),
  release({ number: 4, state: "superseded" }),
];
const answering = (asked?: string, of = releases) => releaseAnswering(of, asked)?.number ?? null;

const page = (props = {}) => (
  <ModelObligations
    model="flight-delay"
    releases={releases}
    release={releaseView({ number: 7 })}
    asked={{}}
    {...props}
  />
);

it("is answered by the release that is live, by the newest where none is, or by the one asked for", () => {
  expect(answering()).toBe(7);
  expect(answering(undefined, [release({ number: 3, state: "releasing" }), ...releases])).toBe(3);
  expect(answering(undefined, [releases[0]!, releases[2]!])).toBe(9);
  expect(answering("4")).toBe(4);
  expect(answering("5")).toBeNull();
  expect(answering("__proto__")).toBeNull();
  expect(answering(undefined, [])).toBeNull();
});

it("says which release answers and how much of it, and leads to the others with the same choice", () => {
  const markup = markupOf(page({ asked: { framework: "iso-42001", open: "1" } }));
  expect(textOf(page())).toMatch(/answered by release 7 : \d+ answered, .*blank/);
  expect(textOf(page())).toContain("release 7: released, shown here");
  expect(markup).toContain("/models/flight-delay/obligations?framework=iso-42001&amp;open=1&amp;release=9");
  expect(markup).not.toContain("open=1&amp;release=7");
});

it("keeps the release that was asked for while another framework is chosen", () => {
  expect(markupOf(page({ asked: { release: "4" } }))).toContain(
    "/models/flight-delay/obligations?release=4&amp;framework=iso-42001",
  );
});

it("says so where no release answers, and where the one asked for is not the model's", () => {
  expect(textOf(page({ releases: [], release: null }))).toContain("No release answers yet");
  expect(textOf(page({ release: null, asked: { release: "5" } }))).toContain("flight-delay has no release 5");
});
