import { describe, expect, it } from "vitest";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { digestOf } from "#lib/testing/specimens/registry.ts";
import { acceptManifest, manifestDigest, manifestSchema, manifestText } from "./manifest.ts";

const file = (path: string) => ({ path, digest: digestOf(path), size: 1 });
const takes = (path: string) => manifestSchema.safeParse([file(path)]).success;

describe("a path of a manifest", () => {
  it.each([
    "model.bin",
    "weights/part-0001.safetensors",
    "Modèle d'été/poids #1 (50%).bin",
    "nächster Schritt!/~kopie:1.json",
    "मॉडल/भार.bin",
    "மாதிரி/எடை.bin",
    "মডেল/ওজন.bin",
    "می\u200cتواند/پیش\u200cبینی.json",
    "模型/权重.bin",
  ])("may be %s", (path) => {
    expect(takes(path)).toBe(true);
    const described = manifestSchema.element.shape.path.meta()?.["pattern"];
    expect(path).toMatch(new RegExp(String(described), "u"));
  });

  it.each([
    "",
    "/model.bin",
    "model.bin/",
    "a//b",
    "../model.bin",
    "a/./b",
    "a\\b",
    "a\nb",
    "a\u0000b",
    "a|b",
    "$(rm)",
    "`rm`",
    "<b>",
    "a;b",
    'a"b',
    "mo\u200cdel.bin",
    "a\u0301\u200db",
    "\u200cmodel.bin",
    "model\u202enib.bin",
    "e\u0301te.bin",
  ])("may not be %j", (path) => expect(takes(path)).toBe(false));
});

it("names at most 100,000 files, and says what to do with more", () => {
  const some = manifestSchema.safeParse(Array(100_000).fill(file("model.bin")));
  expect(some.success).toBe(true);
  const more = manifestSchema.safeParse(Array(100_001).fill(file("model.bin")));
  expect(more.error?.issues.map(({ message }) => message)).toEqual([
    "must name at most 100,000 files; pack small ones into archives",
  ]);
});

it("has the digest of its canonical JSON, whatever the order it was sent in", () => {
  const files = ["b/2", "a", "b/10", "é"].map(file);
  expect(manifestText(files)).toBe(canonicalJson(["a", "b/10", "b/2", "é"].map(file)));
  expect(manifestDigest(files)).toBe(digestOfJson(["a", "b/10", "b/2", "é"].map(file)));
});

it.each([
  ["README.md", "readme.MD"],
  ["می\u200cتواند", "میتواند"],
])("does not name %s and %s side by side", (one, other) => {
  const refused = acceptManifest([file(one), file(other)]);
  expect(refused).toMatchObject({ ok: false, error: { code: "manifest-path-twice" } });
});
