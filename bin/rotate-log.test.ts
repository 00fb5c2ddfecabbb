import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { prepareDatabase } from "#lib/db/prepare.ts";
import { openCheckpoint } from "#lib/merkle/checkpoint.ts";
import { parseNoteKey } from "#lib/merkle/note.ts";
import { TEST_PASSWORDS, withClient } from "#lib/testing/databases/cluster.ts";
import { emptyDatabase } from "#lib/testing/databases/database.ts";
import { commandLine } from "#lib/testing/servers/command-line.ts";
import { addModel, addReport, addVersion } from "#lib/testing/specimens/registry.ts";
import { founders, publishOneCouncil, submitted } from "#lib/testing/worlds/releases.ts";
import { type TestWorkspace, workspaceIn } from "#lib/testing/worlds/workspace.ts";
import { logConnection } from "#lib/workers/log-connection.ts";
import { sequenceBatch } from "#lib/workers/sequencer.ts";
import { signHead } from "#lib/workers/signer.ts";
import { openSignerFolder } from "#lib/workers/signer-folder.ts";
import { openAsPublished } from "#lib/workers/signer-succession.ts";

let here: TestWorkspace;
let data: string;
let release: number;

beforeAll(async () => {
  const database = await emptyDatabase();
  await prepareDatabase(database.ownerUrl, TEST_PASSWORDS);
  here = await workspaceIn(database, "Skyline");
  data = await mkdtemp(join(tmpdir(), "countersign-rotate-"));
  await writeFile(join(data, "passwords.json"), JSON.stringify(TEST_PASSWORDS));
  const settings = { DATABASE_URL: here.database.appUrl, DATA_FOLDER: data, SECRET: "s".repeat(32) };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const author = await here.person("Ann Author", ["data-scientist"]);
  const admin = await here.person("Ada Admin", ["admin"]);
  await publishOneCouncil(here, admin, [{ function: "security", min: 1 }]);
  await addModel(here, author, "alpha");
  const { digest } = await addVersion(here, author, { model: "alpha", bits: "one" });
  await addReport(here, author, { model: "alpha", version: 1, digest, logLoss: 0.5 });
  await founders(here);
  release = await submitted(here, author, { model: "alpha", version: 1 });
  await openSignerFolder(join(data, "signer"), "log.example/test");
  await seal();
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await here?.close();
  await rm(data, { recursive: true, force: true });
});

/** What the sequencer and the signer do when they run. */
async function seal(): Promise<void> {
  const { sequencerUrl, signerUrl } = here.database;
  const [sequencer, signer] = await Promise.all([
    logConnection(sequencerUrl, "test"),
    logConnection(signerUrl, "test"),
  ]);
  while ((await sequenceBatch(sequencer)) > 0);
  const folder = join(data, "signer");
  expect(await signHead(signer, await openAsPublished(folder), folder)).toBeNull();
  await Promise.all([sequencer.end(), signer.end()]);
}

const checkpoints = () =>
  withClient(here.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ note: string; size: string }>(
      "SELECT note, size FROM audit_checkpoint ORDER BY size",
    );
    return rows.map(({ note, size }) => ({ note, size: Number(size) }));
  });
const leafOf = (action: string) =>
  withClient(here.database.ownerUrl, async (client) => {
    const { rows } = await client.query<{ idx: string; entry: Buffer }>(
      "SELECT l.idx, e.entry FROM audit_leaf l JOIN audit_event e ON e.id = l.event_id WHERE e.action = $1 ORDER BY l.idx DESC",
      [action],
    );
    return { idx: Number(rows[0]!.idx), entry: JSON.parse(rows[0]!.entry.toString()) as { data: unknown } };
  });
const vkeyOf = async (folder: string) => (await readFile(join(data, folder, "signer.vkey"), "utf8")).trim();

it("40: refuses while a signer runs", async () => {
  const signer = await logConnection(here.database.signerUrl, "a signer");
  const { code, complaint } = await commandLine("log", "rotate", "--data", data);
  await signer.end();
  expect(code).toBe(1);
  expect(complaint).toContain("A signer is running");
});

it("40: a leaf signed with the old key names the new one, which continues from there", async () => {
  const before = (await checkpoints()).at(-1)!;
  const kept = join(data, "kept-checkpoint");
  await writeFile(kept, before.note);
  const rotated = await commandLine("log", "rotate", "--data", data, "--json");
  expect(rotated).toMatchObject({ code: 0, complaint: "" });
  const [former, successor] = [await vkeyOf("signer-1"), await vkeyOf("signer")];
  expect(JSON.parse(rotated.text)).toMatchObject({ origin: "log.example/test/2", vkey: successor });
  expect(former).not.toBe(successor);

  const [announced, taken] = [await leafOf("log.announced"), await leafOf("log.rotated")];
  for (const { entry } of [announced, taken])
    expect(entry.data).toEqual({
      former: { vkey: former },
      successor: { origin: "log.example/test/2", vkey: successor },
    });
  // The old key's last checkpoint covers only up to the announcement; the new key's first covers its own event.
  const [last, first] = (await checkpoints()).slice(-2);
  const opened = (note: string, key: string) => openCheckpoint(note, [parseNoteKey(key)!]);
  expect(opened(last!.note, former)).toMatchObject({ ok: true, value: { size: announced.idx + 1 } });
  expect(opened(first!.note, successor)).toMatchObject({ ok: true, value: { size: taken.idx + 1 } });
  expect(opened(first!.note, former)).toMatchObject({ ok: false });

  const packet = join(data, "packet");
  await seal();
  expect(await commandLine("export", String(release), "--out", packet, "--data", data)).toMatchObject({
    code: 0,
  });
  const chain = ["verify", packet, "--vkey", successor, "--former-key", former, "--checkpoint", kept];
  expect((await commandLine(...chain)).code).toBe(0);
  expect((await commandLine("verify", packet, "--vkey", former)).code).toBe(1);
  expect((await commandLine("log", "verify", "--data", data)).code).toBe(0);
});

it("40: is done as often as one likes, and what the first key signed stays checked", async () => {
  expect((await commandLine("log", "rotate", "--data", data)).text).toContain("log.example/test/3");
  expect((await readdir(data)).filter((name) => name.startsWith("signer")).sort()).toEqual([
    "signer",
    "signer-1",
    "signer-2",
  ]);
  // A key that signs nothing more need not be kept.
  for (const former of ["signer-1", "signer-2"]) await rm(join(data, former, "signer.key"));
  const found = await commandLine("log", "verify", "--data", data);
  expect(found).toMatchObject({ code: 0 });
  expect((await commandLine("log", "status", "--data", data)).code).toBe(0);
});

it("40: a log that was set back cannot hide it behind a new key", async () => {
  const state = join(data, "signer/last-signed.json");
  const last = JSON.parse(await readFile(state, "utf8")) as { size: number };
  await writeFile(state, JSON.stringify({ ...last, size: last.size + 5 }));
  const { code, complaint } = await commandLine("log", "rotate", "--data", data);
  expect(code).toBe(1);
  expect(complaint).toContain("the database was set back");
});
