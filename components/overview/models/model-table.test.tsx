import { describe, expect, it } from "vitest";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { live } from "#lib/testing/specimens/views/exposure.ts";
import { latest, model } from "#lib/testing/specimens/views/overview.ts";
import { ModelTable } from "./model-table.tsx";

const table = (props = {}) => (
  <ModelTable
    models={[model()]}
    releases={[]}
    filtered={false}
    addModel={<a href="/new-model">Add a model</a>}
    newerHref={undefined}
    olderHref={undefined}
    {...props}
  />
);

describe("the table of models", () => {
  it("shows what is live on each pointer, and hides pointers on which nothing is", () => {
    const pointers = [
      live(),
      live({ pointer: "production@eu", base: null, kind: null }),
      live({ pointer: "staging", kind: "canary", candidate: 2, candidatePercent: 5 }),
    ];
    expect(textOf(table({ models: [model({ pointers })] }))).toContain(
      "v1 on production, v2 at 5 %, else v1 on staging",
    );
    expect(textOf(table({ models: [model({ pointers: [] })] }))).toContain("Live nothing yet");
  });

  it("marks a tier that compliance never confirmed", () => {
    expect(textOf(table())).toContain("Tier high Last");
    expect(textOf(table({ models: [model({ tierConfirmed: false })] }))).toContain("Tier high, not assessed");
  });

  it("links a model's latest release, and says where there is none", () => {
    const markup = markupOf(table({ releases: [latest({ model: "other" }), latest()] }));
    expect(markup).toContain('href="/releases/7"');
    expect(textOf(table({ releases: [latest()] }))).toContain("Release 7, v2");
    expect(textOf(table({ releases: [latest({ model: "other" })] }))).toContain("Last release none");
  });

  it("says what to do where there is nothing, and another thing where a filter hides it", () => {
    expect(textOf(table({ models: [] }))).toContain("Add a model");
    expect(markupOf(table({ models: [] }))).toContain('href="/api/docs"');
    const filtered = textOf(table({ models: [], filtered: true }));
    expect(filtered).toContain("Try fewer filters");
    expect(filtered).toContain("Show all models");
    expect(filtered).not.toContain("End of list");
  });

  it("names its columns for those who hear the table", () => {
    const headers = [...markupOf(table()).matchAll(/<th scope="col"[^>]*>([^<]*)/g)].map(([, text]) => text);
    expect(headers).toEqual(["Model", "Live", "Owner", "Tier", "Last release"]);
  });
});
