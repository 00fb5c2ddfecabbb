import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { registerVersion } from "#lib/registry/commands/register-version.ts";
import { storeArtifact } from "#lib/registry/commands/store-artifact.ts";
import type { ChangedFile } from "#lib/registry/views/file-changes.ts";
import { addModel, addVersion, digestOf } from "#lib/testing/specimens/registry.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { fileChanges } from "./file-changes.ts";

let here: TestWorkspace;
let jonas: Person;
beforeAll(async () => {
  here = await testWorkspace();
  jonas = await here.person("Jonas Lindqvist", ["data-scientist"]);
  await addModel(here, jonas, "m");
  for (const bits of ["a", "bb", "ccc"])
    await here.make(storeArtifact, { digest: digestOf(bits), size: bits.length, mediaType: "x/y" }, jonas);
});
afterAll(() => here?.close());

type Contents = Readonly<Record<string, string>>;
const fileOf = (bits: string | undefined) =>
  bits === undefined ? null : { digest: digestOf(bits), size: bits.length };

const register = async (contents: Contents): Promise<number> => {
  const manifest = Object.entries(contents).map(([path, bits]) => ({ path, ...fileOf(bits)! }));
  const described = { codeCommit: "3be91c0", datasets: [], schema: [], description: "Made.", card: "# Card" };
  return (await here.make(registerVersion, { ...described, model: "m", manifest }, jonas)).number;
};

/** The same by two maps. */
function expected(before: Contents, after: Contents): ChangedFile[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return paths
    .filter((path) => before[path] !== after[path])
    .map((path) => ({
      path,
      change: before[path] === undefined ? "added" : after[path] === undefined ? "removed" : "changed",
      before: fileOf(before[path]),
      after: fileOf(after[path]),
    }));
}

const contents = fc.dictionary(
  fc.constantFrom("a", "a/b", "a-b", "B", "c", "é", "重"),
  fc.constantFrom("a", "bb", "ccc"),
  {
    minKeys: 1,
  },
);

it("agrees with a comparison by hand, counts and pages alike", async () => {
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(contents, contents, async (one, other) => {
      // A version of its own, whatever was registered before.
      const own = (files: Contents) => ({ ...files, [`own/${++nth}`]: "a" });
      const [before, after] = [own(one), own(other)];
      const against = await register(before);
      const version = await register(after);
      const changes = expected(before, after);
      const asked = { model: "m", version, against };
      const whole = await here.see(fileChanges, asked, jonas);
      expect(whole.items).toEqual(changes);
      const count = (change: string) => changes.filter((one) => one.change === change).length;
      expect(whole.counts).toEqual({
        added: count("added"),
        removed: count("removed"),
        changed: count("changed"),
        same: Object.keys(before).filter((path) => before[path] === after[path as never]).length,
      });
      for (const change of ["added", "removed", "changed"] as const)
        expect((await here.see(fileChanges, { ...asked, change }, jonas)).items).toEqual(
          changes.filter((one) => one.change === change),
        );
      const first = await here.see(fileChanges, { ...asked, limit: 1 }, jonas);
      const next = await here.see(fileChanges, { ...asked, limit: 1, cursor: first.nextCursor ?? "" }, jonas);
      expect([...first.items, ...next.items]).toEqual(changes.slice(0, 2));
    }),
    { numRuns: 25 },
  );
}, 60_000);

it("counts beyond its page, and searches literally", async () => {
  const many = (prefix: string) => Array.from({ length: 150 }, (_, i) => `${prefix}_${i}`);
  const { number: against } = await addVersion(here, jonas, { model: "m", bits: "a", paths: many("old") });
  const { number: version } = await addVersion(here, jonas, { model: "m", bits: "a", paths: many("new") });
  const asked = { model: "m", version, against, limit: 100 };
  const page = await here.see(fileChanges, asked, jonas);
  expect(page.counts).toEqual({ added: 150, removed: 150, changed: 0, same: 0 });
  expect(page.items).toHaveLength(100);
  const searched = await here.see(fileChanges, { ...asked, q: "W_149" }, jonas);
  expect(searched.items.map(({ path }) => path)).toEqual(["new_149"]);
  expect(searched.counts).toEqual(page.counts);
});

it("refuses a version there is not, on either side", async () => {
  for (const asked of [
    { version: 1, against: 9999 },
    { version: 9999, against: 1 },
  ])
    expect(await here.ask(fileChanges, { model: "m", ...asked }, jonas)).toMatchObject({
      ok: false,
      error: { code: "version-not-found" },
    });
});
