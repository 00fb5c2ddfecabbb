import { randomUUID } from "node:crypto";
import { join } from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildApi } from "#lib/api/app.ts";
import type { Api } from "#lib/api/contract/endpoint.ts";
import { newTally } from "#lib/audit/tally.ts";
import { newTokenSecret } from "#lib/crypto/token-secret.ts";
import { connect, type Database } from "#lib/db/client.ts";
import type { AssignmentTable } from "#lib/exposure/serving/assignment-table.ts";
import { openCheckpoint } from "#lib/merkle/checkpoint.ts";
import { rootOfLeaves } from "#lib/merkle/frontier.ts";
import { hashLeaf } from "#lib/merkle/hash.ts";
import type { NoteKey } from "#lib/merkle/note.ts";
import { checkReceipt, parseReceipt } from "#lib/merkle/receipt.ts";
import { tilePath, tileWidth } from "#lib/merkle/tile.ts";
import { folderStore } from "#lib/storage/artifact-store.ts";
import { type TestDatabase, testDatabase } from "#lib/testing/databases/database.ts";
import { writeEvents } from "#lib/testing/worlds/audit-log.ts";
import { dataFolderNamed, dropDataFolder } from "#lib/testing/worlds/sealed-log.ts";
import { logConnection } from "#lib/workers/log-connection.ts";
import { sequenceBatch } from "#lib/workers/sequencer.ts";
import { signHead } from "#lib/workers/signer.ts";
import { openSignerFolder } from "#lib/workers/signer-folder.ts";

const SIZE = 260;
const workspaceId = randomUUID();
const token = newTokenSecret();
let database: TestDatabase;
let db: Database;
let clients: pg.Client[];
let folder: string;
let key: NoteKey;
let app: Api;
let lastEvent: string;

beforeAll(async () => {
  database = await testDatabase();
  const urls = [database.appUrl, database.sequencerUrl, database.signerUrl, database.ownerUrl];
  clients = await Promise.all(urls.map((url) => logConnection(url, "test")));
  const [writer, sequencer, signer, owner] = clients as [pg.Client, pg.Client, pg.Client, pg.Client];
  db = connect(database.appUrl);
  folder = await dataFolderNamed();
  await owner.query(
    `INSERT INTO service_token (id, workspace_id, name, prefix, secret_hash, scopes, created_by_id, created_at, expires_at)
     VALUES ($1, $2, 'auditor', $3, $4, '{audit:read}', $1, now(), now() + interval '1 hour')`,
    [randomUUID(), workspaceId, token.prefix, Buffer.from(token.hash)],
  );
  const signing = await openSignerFolder(join(folder, "signer"), "log.example/test");
  key = signing.key;
  const entries = await writeEvents(writer, { count: SIZE, stream: "thing/1", workspaceId });
  lastEvent = entries.at(-1)!.id;
  await sequenceBatch(sequencer);
  await signHead(signer, signing, folder);
  app = buildApi({
    db,
    secret: "s".repeat(32),
    origins: new Set(),
    tally: newTally(),
    store: folderStore(folder),
    assignments: {} as AssignmentTable,
  });
});

afterAll(async () => {
  await db?.close();
  await Promise.all((clients ?? []).map((client) => client.end()));
  await database?.drop();
  await dropDataFolder(folder);
});

const get = (path: string, secret: string | null = token.secret): Promise<Response> =>
  Promise.resolve(
    app.request(`/api/v1/log/${path}`, secret ? { headers: { authorization: `Bearer ${secret}` } } : {}),
  );
const bytesOf = async (path: string): Promise<Uint8Array> =>
  new Uint8Array(await (await get(path)).arrayBuffer());

it("a tool that knows only the standard can follow the log: tiles give the signed root, entries hash to the leaves", async () => {
  const checkpoint = openCheckpoint(await (await get("checkpoint")).text(), [key]);
  if (!checkpoint.ok) throw new Error(checkpoint.error);
  expect(checkpoint.value.size).toBe(SIZE);
  const leaves: Uint8Array[] = [];
  for (let n = 0; n * 256 < SIZE; n++) {
    const width = tileWidth({ level: 0, n }, SIZE);
    const tile = await bytesOf(tilePath({ level: 0, n, width }));
    const bundle = await bytesOf(tilePath({ level: "entries", n, width }));
    let at = 0;
    for (let i = 0; i < width; i++) {
      const length = (bundle[at]! << 8) | bundle[at + 1]!;
      const leaf = hashLeaf(bundle.slice(at + 2, at + 2 + length));
      expect(leaf).toEqual(tile.slice(i * 32, (i + 1) * 32));
      leaves.push(leaf);
      at += 2 + length;
    }
    expect(at).toBe(bundle.length);
  }
  expect(rootOfLeaves(leaves)).toEqual(checkpoint.value.root);
});

it("full tiles may be cached forever, but not by shared caches", async () => {
  expect((await get("tile/0/000")).headers.get("cache-control")).toBe("private, max-age=31536000, immutable");
  expect((await get("tile/0/001.p/4")).headers.get("cache-control")).toBe("no-store");
});

it("an event's proof is a file that verifies", async () => {
  const response = await get(`proof/${lastEvent}.tlog-proof`);
  expect(response.headers.get("content-disposition")).toBe('attachment; filename="leaf-259.tlog-proof"');
  const receipt = parseReceipt(await response.text());
  if (!receipt.ok) throw new Error(receipt.error);
  const bundle = await bytesOf("tile/entries/001.p/4");
  let entry = bundle;
  for (let at = 0; at < bundle.length; ) {
    const length = (bundle[at]! << 8) | bundle[at + 1]!;
    entry = bundle.slice(at + 2, at + 2 + length);
    at += 2 + length;
  }
  expect(checkReceipt(entry, receipt.value, [key]).every((step) => step.holds)).toBe(true);
});

it.each([
  ["tile/0/005", 404],
  ["tile/../checkpoint", 200],
  ["tile/0/0", 404],
  ["tile/%2e%2e/x", 404],
  ["proof/nonsense.tlog-proof", 404],
  ["proof/999.tlog-proof", 404],
])("%s answers %i", async (path, status) => {
  expect((await get(path)).status).toBe(status);
});

it("nothing is served without a token", async () => {
  for (const path of ["checkpoint", "tile/0/000", `proof/${lastEvent}.tlog-proof`])
    expect((await get(path, null)).status).toBe(401);
});
