import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openCheckpoint } from "#lib/merkle/checkpoint.ts";
import { rootOfLeaves } from "#lib/merkle/frontier.ts";
import { parseNoteKey } from "#lib/merkle/note.ts";
import { type TestDatabase, testDatabase } from "#lib/testing/databases/database.ts";
import { logClients, silentLog, writeEvents } from "#lib/testing/worlds/audit-log.ts";
import { sequenceBatch, startSequencer } from "./sequencer.ts";
import { signHead, startSigner } from "./signer.ts";
import { openSignerFolder } from "./signer-folder.ts";

const ORIGIN = "log.example/test";
const workspaceId = randomUUID();
let database: TestDatabase;
let clients: Awaited<ReturnType<typeof logClients>>;
let place: string;

beforeAll(async () => {
  database = await testDatabase();
  clients = await logClients(database);
  const guards = {
    audit_tree: ["stays", "grows"],
    audit_tile: ["stays", "grows"],
    audit_leaf: ["only_grows"],
    audit_checkpoint: ["only_grows"],
  };
  for (const [table, names] of Object.entries(guards))
    for (const name of names)
      await clients.owner.query(`ALTER TABLE ${table} DISABLE TRIGGER ${table}_${name}`);
  await clients.owner.query(
    "CREATE TABLE saved_tree AS SELECT * FROM audit_tree; CREATE TABLE saved_tile AS SELECT * FROM audit_tile",
  );
});

afterAll(async () => {
  await Promise.all(Object.values(clients ?? {}).map((client) => client.end()));
  await database?.drop();
});

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), "countersign-signer-"));
  await clients.owner.query(
    "DELETE FROM audit_checkpoint; DELETE FROM audit_tile; DELETE FROM audit_leaf; DELETE FROM audit_outbox",
  );
  await clients.owner.query("UPDATE audit_tree SET size = 0, frontier = '', root = sha256('')");
  return () => rm(place, { recursive: true, force: true });
});

async function grow(count: number): Promise<void> {
  await writeEvents(clients.app, { count, stream: `thing/${randomUUID()}`, workspaceId });
  expect(await sequenceBatch(clients.sequencer)).toBe(count);
}

const saveDatabase = () =>
  clients.owner.query(
    "DELETE FROM saved_tree; DELETE FROM saved_tile; INSERT INTO saved_tree SELECT * FROM audit_tree; INSERT INTO saved_tile SELECT * FROM audit_tile",
  );

/** Restores an older backup of the tables that the signer reads. */
const restoreDatabase = () =>
  clients.owner.query(
    `DELETE FROM audit_tree; DELETE FROM audit_tile; DELETE FROM audit_leaf;
     INSERT INTO audit_tree SELECT * FROM saved_tree; INSERT INTO audit_tile SELECT * FROM saved_tile`,
  );

async function checkpoints(): Promise<{ size: number; note: string; root: Buffer }[]> {
  const { rows } = await clients.owner.query(
    "SELECT size::int, note, root FROM audit_checkpoint ORDER BY size",
  );
  return rows;
}

const signOnce = async () => signHead(clients.signer, await openSignerFolder(place, ORIGIN), place);

describe("signing", () => {
  it("an empty log is not signed", async () => {
    expect(await signOnce()).toBeNull();
    expect(await checkpoints()).toEqual([]);
  });

  it("each head it finds, in notes that verify with the published key and match the leaves", async () => {
    for (const count of [1, 4, 300]) {
      await grow(count);
      expect(await signOnce()).toBeNull();
      expect(await signOnce()).toBeNull();
    }
    const key = parseNoteKey(await readFile(join(place, "signer.vkey"), "utf8"))!;
    const { rows } = await clients.owner.query(
      "SELECT leaf_hash FROM audit_leaf JOIN audit_event ON id = event_id ORDER BY idx",
    );
    const leaves = rows.map((row) => new Uint8Array(row.leaf_hash));
    const found = await checkpoints();
    expect(found.map(({ size }) => size)).toEqual([1, 5, 305]);
    for (const { size, note } of found)
      expect(openCheckpoint(note, [key])).toMatchObject({
        ok: true,
        value: { origin: ORIGIN, size, root: rootOfLeaves(leaves.slice(0, size)) },
      });
  });

  it("publishes a head it remembered but died before publishing", async () => {
    await grow(3);
    await signOnce();
    const [before] = await checkpoints();
    await clients.owner.query("DELETE FROM audit_checkpoint");
    expect(await signOnce()).toBeNull();
    expect(await checkpoints()).toEqual([before]);
  });
});

describe("refusing", () => {
  it("a log set back, naming both sizes", async () => {
    await grow(5);
    await saveDatabase();
    await grow(5);
    await signOnce();
    await restoreDatabase();
    expect(await signOnce()).toMatch(
      /^The log has 5 leaves, but 10 are already signed: the database was set back\./,
    );
    expect(await checkpoints()).toHaveLength(1);
  });

  it("a log set back and grown past the signed size with other events", async () => {
    await grow(5);
    await saveDatabase();
    await grow(5);
    await signOnce();
    await restoreDatabase();
    await grow(5);
    expect(await signOnce()).toMatch(/log of 10 leaves is not a continuation of the 10 leaves/);
    await grow(300);
    expect(await signOnce()).toMatch(/log of 310 leaves is not a continuation of the 10 leaves/);
    expect(await checkpoints()).toHaveLength(1);
  });

  it("a root that its tiles do not have", async () => {
    await grow(5);
    await clients.owner.query("UPDATE audit_tile SET hashes = overlay(hashes PLACING '\\xff' FROM 40)");
    expect(await signOnce()).toMatch(/log of 5 leaves is not a continuation of the 0 leaves/);
    expect(await checkpoints()).toEqual([]);
  });

  it("a log whose past was changed before the head", async () => {
    await grow(300);
    await signOnce();
    await clients.owner.query(
      "UPDATE audit_tile SET hashes = overlay(hashes PLACING '\\xff' FROM 40) WHERE level = 0 AND n = 0",
    );
    await grow(2);
    expect(await signOnce()).toBeNull();
    await clients.owner.query(
      "UPDATE audit_tile SET hashes = overlay(hashes PLACING '\\xff' FROM 8) WHERE level = 1",
    );
    await grow(2);
    expect(await signOnce()).toMatch(/304 leaves is not a continuation of the 302/);
  });

  it("a checkpointed log without the folder that signed it", async () => {
    await grow(5);
    await signOnce();
    await rm(place, { recursive: true });
    expect(await signOnce()).toMatch(/the signer folder was lost/);
  });
});

describe("its folder", () => {
  it("keeps the key to itself", async () => {
    await openSignerFolder(place, ORIGIN);
    expect((await stat(join(place, "signer.key"))).mode & 0o777).toBe(0o600);
    await chmod(join(place, "signer.key"), 0o644);
    await expect(openSignerFolder(place, ORIGIN)).rejects.toThrow("chmod 600");
  });

  it("belongs to one log and one key", async () => {
    await openSignerFolder(place, ORIGIN);
    await expect(openSignerFolder(place, "log.example/other")).rejects.toThrow(
      "The origin or the key was changed",
    );
    await rename(join(place, "signer.key"), join(place, "elsewhere"));
    await expect(openSignerFolder(place, ORIGIN)).rejects.toThrow("Put the key back");
  });

  it("does not guess at a damaged memory", async () => {
    const folder = await openSignerFolder(place, ORIGIN);
    await writeFile(join(place, "last-signed.json"), '{"size":3');
    await expect(folder.lastSigned()).rejects.toThrow("is damaged");
  });
});

describe("the process", () => {
  it("signs soon after events arrive, with the sequencer beside it, and logs when it refuses", async () => {
    const { log, lines } = silentLog();
    const sequencer = startSequencer({ connectionString: database.sequencerUrl, log });
    const signer = await startSigner({
      connectionString: database.signerUrl,
      stateFolder: place,
      origin: ORIGIN,
      log,
    });
    await writeEvents(clients.app, { count: 7, stream: `thing/${randomUUID()}`, workspaceId });
    const started = Date.now();
    await expect.poll(async () => (await checkpoints()).at(-1)?.size, { interval: 10 }).toBe(7);
    expect(Date.now() - started).toBeLessThan(900);
    await sequencer.stop();
    await clients.owner.query("UPDATE audit_tree SET size = 0, frontier = '', root = sha256('')");
    await expect
      .poll(() => signer.refusal(), { timeout: 5000 })
      .toMatch(/0 leaves, but 7 are already signed/);
    expect(lines.filter((line) => line.includes("set back"))).toHaveLength(1);
    await signer.stop();
  });
});
