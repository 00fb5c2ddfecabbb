import { expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { listed } from "#lib/testing/specimens/views/listed-releases.ts";
import { OpenRelease } from "./open-release.tsx";
import { ReleaseFilters } from "./release-filters.tsx";
import { ReleaseTable } from "./release-table.tsx";

const table = (props = {}) => (
  <ReleaseTable
    releases={[listed()]}
    filtered={false}
    newerHref={undefined}
    olderHref={undefined}
    {...props}
  />
);

it("a release is listed with who it waits for, its seats and its state", () => {
  const text = textOf(table());
  expect(text).toContain("flight-delay v2 to production Release 7, round 1, by Jonas Lindqvist");
  expect(text).toContain("Security and Compliance");
  expect(text).toContain("1 of 3");
  expect(text).toContain("In review");
  expect(text).toContain("1 release");
  expect(markupOf(table())).toContain('href="/releases/7"');
  expect(textOf(table({ releases: [listed({ waitsFor: [] })] }))).toContain("nobody");
});

it("the way to newer and older ones is there where there are any", () => {
  const markup = markupOf(table({ newerHref: "/releases", olderHref: "/releases?cursor=5" }));
  expect(markup).toContain('href="/releases?cursor=5"');
  expect(markup).toContain('href="/releases"');
  expect(markupOf(table())).not.toContain("cursor");
});

it("an empty list says what a release is, or leads back to all of them", () => {
  expect(textOf(table({ releases: [] }))).toContain("No releases yet A release names the version");
  // The page's head leads to the first one, or says why the reader cannot open it.
  expect(markupOf(table({ releases: [] }))).not.toContain('href="/releases/new"');
  const filtered = table({ releases: [], filtered: true });
  expect(textOf(filtered)).toContain("Nothing matches Remove a filter");
  expect(markupOf(filtered)).toContain('href="/releases"');
});

it("the list is filtered by every state and by the models there are", () => {
  const markup = markupOf(<ReleaseFilters models={["flight-delay"]} />);
  for (const value of ["draft", "rolled-back", "superseded", "flight-delay"])
    expect(markup).toContain(`value="${value}"`);
  expect(textOf(<ReleaseFilters models={[]} />)).toContain("Changes requested");
});

it("a release can be opened by whoever may, and others are told why not", () => {
  expect(markupOf(<OpenRelease whyNot={null} />)).toContain('href="/releases/new"');
  const barred = <OpenRelease whyNot="Needs the role data-scientist." />;
  expect(markupOf(barred)).not.toContain("href");
  expect(textOf(barred)).toContain("Needs the role data-scientist.");
});
