import { describe, expect, it } from "vitest";
import { referenceOf } from "#lib/api/openapi/reference.ts";
import { KNOWN_REFUSALS } from "#lib/api/openapi/refusals.ts";
import { table } from "#lib/api/table.ts";
import { markupOf, textOf } from "#lib/testing/pages/shown.tsx";
import { ApiDocs } from "./api-docs.tsx";
import { STEPS } from "./api-entry.ts";
import { Words } from "./words.tsx";

const entries = referenceOf(table);
const docs = (operation?: string) => (
  <ApiDocs
    entries={entries}
    refusals={KNOWN_REFUSALS}
    operation={operation}
    origin="https://countersign.example"
  />
);
const page = docs();

describe("the API's page", () => {
  it("begins with registering a version, step by step, each with a command to paste", () => {
    const text = textOf(page);
    const order = ["Register a version", ...STEPS.map(({ title }) => title), "Every operation"];
    const places = order.map((words) => text.indexOf(words));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    for (const { id } of STEPS) expect(entries.find((entry) => entry.id === id)?.curl, id).toBeTruthy();
    expect(text).toContain("export COUNTERSIGN=https://countersign.example");
    expect(text).toContain(`curl -sS -X POST "$COUNTERSIGN/api/v1/models/churn-risk/versions"`);
  });

  it("leads to every operation, each on a page of its own with all its fields", () => {
    const markup = markupOf(page);
    expect(entries.length).toBe(table.length);
    for (const { id } of entries) expect(markup, id).toContain(`href="/api/docs?operation=${id}"`);
    const text = textOf(docs("report-evaluation"));
    expect(text).toContain("File an evaluation report");
    expect(text).toContain("content.metrics.lower body, required");
    expect(text).toContain("Lower end of the 95 % interval.");
    expect(text).not.toContain("Every operation");
  });

  it("has an anchor for every code that a problem's type names, once", () => {
    const markup = markupOf(page);
    for (const { code } of KNOWN_REFUSALS) expect(markup.split(`id="${code}"`), code).toHaveLength(2);
    expect(textOf(page)).toContain("Open the release to see which seats must be signed again.");
  });

  it("says beside each example what the shell needs, and who can call", () => {
    expect(textOf(docs("register-version"))).toContain("TOKEN a service token.");
    expect(textOf(docs("cast-verdict"))).toContain("people do this, no token can.");
    expect(textOf(docs("health"))).not.toMatch(/TOKEN|COOKIE/);
    for (const { id, curl } of entries) expect(textOf(docs(id)), id).toContain(curl.split("\n")[0]);
  });

  it("shows the way to a first version where an address names no operation there is", () => {
    for (const other of ["__proto__", "no-such"]) expect(textOf(docs(other))).toContain("Register a version");
  });

  it("explains every field with its type, its limits and whether it is required", () => {
    for (const { id, fields, answer } of entries)
      for (const field of [...fields, ...answer.fields]) {
        expect(field.words, `${id} ${field.name}`).not.toBe("");
        expect(field.shape, `${id} ${field.name}`).not.toBe("");
      }
    const version = entries.find(({ id }) => id === "register-version")!;
    const field = (name: string) => version.fields.find((one) => one.name === name);
    expect(field("model")).toMatchObject({
      place: "path",
      required: true,
      shape: "text, at most 63 characters",
    });
    expect(field("manifest.path")).toMatchObject({ place: "body", required: true });
    expect(field("parent")).toMatchObject({ required: false });
  });
});

it("shows code in a sentence as code", () => {
  expect(markupOf(<Words text="The version: `sha256:` and `42`." />)).toMatch(
    /^The version: <code[^>]*>sha256:<\/code> and <code[^>]*>42<\/code>\.$/,
  );
  expect(textOf(docs("register-version"))).not.toContain("`sha256:`");
});
