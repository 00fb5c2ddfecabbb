import { afterAll, beforeAll, expect, it } from "vitest";
import { versionPage } from "#lib/overview/queries/version-page.ts";
import type { ManifestFile } from "#lib/registry/manifest.ts";
import { addModel, addVersion, digestOf } from "#lib/testing/specimens/registry.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { versionFiles } from "./version-files.ts";

let here: TestWorkspace;
let jonas: Person;
const paths = [
  ...Array.from({ length: 1200 }, (_, i) => `chunks/${i}`),
  "Weights_50%.bin",
  "重み/a.bin",
].sort();
beforeAll(async () => {
  here = await testWorkspace();
  jonas = await here.person("Jonas Lindqvist", ["data-scientist"]);
  await addModel(here, jonas, "many");
  await addVersion(here, jonas, { model: "many", bits: "x", paths: paths.toReversed() });
});
afterAll(() => here?.close());

const see = (asked = {}) => here.see(versionFiles, { model: "many", version: 1, ...asked }, jonas);
const pathsIn = (items: readonly ManifestFile[]) => items.map(({ path }) => path);

it.each([67, 100])("every file is read in the order of the digest, %s at a time", async (limit) => {
  const found: string[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof see>> = await see(cursor ? { limit, cursor } : { limit });
    expect([page.total, page.found]).toEqual([paths.length, paths.length]);
    found.push(...pathsIn(page.items));
    cursor = page.nextCursor;
  } while (cursor);
  expect(found).toEqual(paths);
});

it.each([
  ["chunks/11", ["chunks/11", "chunks/110", "chunks/1100"]],
  ["weights_", ["Weights_50%.bin"]],
  ["%", ["Weights_50%.bin"]],
  ["重み", ["重み/a.bin"]],
  ["nothing", []],
])("a search for %s finds those parts of paths alone", async (q, expected) => {
  const { items, found, total } = await see({ q });
  expect(pathsIn(items).slice(0, 3)).toEqual(expected);
  expect(found).toBe(paths.filter((path) => path.toLowerCase().includes(q.toLowerCase())).length);
  expect(total).toBe(paths.length);
});

it("the version itself gives the first thousand, and how many there are", async () => {
  const { version } = await here.see(versionPage, { model: "many", version: 1 }, jonas);
  expect(pathsIn(version.files)).toEqual(paths.slice(0, 1000));
  expect(version).toMatchObject({ fileCount: paths.length, fileBytes: paths.length });
  expect(version.files[0]).toEqual({ path: paths[0], digest: digestOf("x"), size: 1 });
});

it.each([{ limit: 101 }, { limit: 0 }, { q: "" }, { cursor: "x".repeat(201) }])(
  "refuses %j",
  async (asked) => {
    const refused = await here.ask(versionFiles, { model: "many", version: 1, ...asked }, jonas);
    expect(refused).toMatchObject({ ok: false, error: { code: "invalid-input" } });
  },
);
