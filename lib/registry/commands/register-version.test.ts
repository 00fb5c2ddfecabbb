import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inWorkspace } from "#lib/db/transaction.ts";
import { versionPage } from "#lib/overview/queries/version-page.ts";
import { manifestDigest } from "#lib/registry/manifest.ts";
import { withClient } from "#lib/testing/databases/cluster.ts";
import { addModel, addVersion, digestOf } from "#lib/testing/specimens/registry.ts";
import { type Person, type TestWorkspace, testWorkspace } from "#lib/testing/worlds/workspace.ts";
import { registerVersion } from "./register-version.ts";
import { reviseCard } from "./revise-card.ts";

let here: TestWorkspace;
let jonas: Person;
beforeAll(async () => {
  here = await testWorkspace();
  jonas = await here.person("Jonas Lindqvist", ["data-scientist"]);
});
afterAll(() => here?.close());

const pathsOf = (count: number) => Array.from({ length: count }, (_, i) => `chunks/${i}`);
const described = { codeCommit: "3be91c0", datasets: [], schema: [], description: "Made.", card: "# Card" };
const filesOf = (paths: readonly string[]) => paths.map((path) => ({ path, digest: digestOf("x"), size: 1 }));

describe("a version of many files", () => {
  it("is registered whole, and its event has their number and digest alone", async () => {
    const { modelId } = await addModel(here, jonas, "many");
    const paths = pathsOf(20_000);
    const { digest } = await addVersion(here, jonas, { model: "many", bits: "x", paths });
    expect(digest).toBe(manifestDigest(filesOf(paths)));
    const [, registered] = await here.eventsOf(`model/${modelId}`);
    expect(registered).toMatchObject({ action: "version.registered", data: { files: 20_000, digest } });
    expect(JSON.stringify(registered).length).toBeLessThan(2000);
    const again = await here.attempt(
      registerVersion,
      { ...described, model: "many", manifest: filesOf(paths.toReversed()) },
      jonas,
    );
    expect(again).toMatchObject({ ok: false, error: { code: "version-exists" } });
  });

  it("is refused by the first file that is not stored, or stored with another size", async () => {
    const manifest = filesOf(pathsOf(3000)).map((file) =>
      file.path === "chunks/7"
        ? { ...file, size: 2 }
        : file.path === "chunks/9"
          ? { ...file, digest: digestOf("y") }
          : file,
    );
    const refused = await here.attempt(registerVersion, { ...described, model: "many", manifest }, jonas);
    expect(refused).toMatchObject({ ok: false, error: { code: "artifact-missing", field: "manifest" } });
    expect(JSON.stringify(refused)).toContain("chunks/7.");
  });
});

describe("a card of 1 MiB", () => {
  const registered = (bits: string, card: string) =>
    addVersion(here, jonas, { model: "many", bits, card }).then(({ number }) => number);

  it("is taken with a version and as a revision, whatever its letters", async () => {
    const card = "重".repeat(1024 * 1024);
    const version = await registered("carded", card);
    const revised = { model: "many", version, basedOn: 1, markdown: `${card.slice(1)}x` };
    expect(await here.make(reviseCard, revised, jonas)).toMatchObject({ revision: 2 });
    const page = await here.see(versionPage, { model: "many", version }, jonas);
    expect(page.card.markdown).toBe(revised.markdown);
    expect(page.revisions.map(({ revision }) => revision)).toEqual([2, 1]);
  });

  it("is the longest", async () => {
    await expect(registered("longer", "x".repeat(1024 * 1024 + 1))).rejects.toThrow(
      "card: must have at most 1048576 characters",
    );
  });
});

describe("the files of a version", () => {
  const asApp = (sql: string) =>
    withClient(here.database.appUrl, async (client) => {
      await client.query("SELECT set_config('app.workspace', $1, false)", [here.workspaceId]);
      return client.query(sql);
    });

  it("are never more, fewer or others afterwards", async () => {
    const { versionId } = await addVersion(here, jonas, { model: "many", bits: "z" });
    const added = `INSERT INTO version_file VALUES ('${here.workspaceId}', '${versionId}', 1, 'more', 'sha256:0', 1)`;
    await expect(asApp(added)).rejects.toThrow("only while it is registered");
    for (const change of ["UPDATE version_file SET path = 'other'", "DELETE FROM version_file"])
      await expect(asApp(change)).rejects.toThrow("permission denied");
    const files = await inWorkspace(here.db, here.workspaceId, (tx) =>
      tx.versionFile.findMany({ where: { versionId } }),
    );
    expect(files.map(({ path }) => path)).toEqual(["weights.json"]);
  });

  it("are not added to a version of nobody, or of another workspace", async () => {
    const stray = (workspaceId: string, versionId: string) =>
      asApp(`INSERT INTO version_file VALUES ('${workspaceId}', '${versionId}', 0, 'a', 'sha256:0', 1)`);
    await expect(stray(here.workspaceId, crypto.randomUUID())).rejects.toThrow();
    await expect(stray(crypto.randomUUID(), crypto.randomUUID())).rejects.toThrow("row-level security");
  });
});
