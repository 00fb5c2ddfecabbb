import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openCheckpoint } from "#lib/merkle/checkpoint.ts";
import type { Hash } from "#lib/merkle/hash.ts";
import { parseNoteKey } from "#lib/merkle/note.ts";
import { testDatabase } from "#lib/testing/databases/database.ts";
import { logClients, writeEvents } from "#lib/testing/worlds/audit-log.ts";
import { sealedLog } from "#lib/testing/worlds/sealed-log.ts";
import { mapOfEntries } from "#lib/testing/worlds/stream-map.ts";
import { sequenceBatch } from "./sequencer.ts";
import { openSignerFolder } from "./signer-folder.ts";

const workspaceId = randomUUID();
let here: Awaited<ReturnType<typeof signedHere>>;
beforeAll(async () => {
  here = await signedHere();
});
afterAll(() => here?.close());

async function signedHere() {
  const database = await testDatabase();
  const { owner, app, ...others } = await logClients(database);
  const log = await sealedLog(database);
  const folder = await openSignerFolder(join(log.dataFolder, "signer"), "log.example/test");
  const close = async () => {
    await Promise.all([owner, app, ...Object.values(others)].map((client) => client.end()));
    await log.close();
    await database.drop();
  };
  const sequence = () => sequenceBatch(others.sequencer);
  return { owner, app, folder, vkey: log.vkey, sequence, seal: log.seal, close };
}

/** More events of a stream, sequenced and signed. */
async function grow(stream: string, count: number, firstSeq = 1): Promise<void> {
  await writeEvents(here.app, { count, stream, workspaceId, firstSeq });
  await here.seal();
}

/** What the newest checkpoint says of the streams. */
async function signed(): Promise<Hash | undefined> {
  const key = parseNoteKey(here.vkey)!;
  const { rows } = await here.owner.query("SELECT note FROM audit_checkpoint ORDER BY size DESC LIMIT 1");
  const opened = openCheckpoint(rows[0].note, [key]);
  return opened.ok ? opened.value.streams : undefined;
}

async function recomputed(): Promise<Hash> {
  const { rows } = await here.owner.query<{ stream: string; text: string }>(
    `SELECT stream, convert_from(entry, 'UTF8') AS text
     FROM audit_event JOIN audit_leaf ON event_id = audit_event.id ORDER BY idx`,
  );
  return mapOfEntries(rows).root;
}

it("each checkpoint names the heads of the streams in its leaves", async () => {
  await grow("thing/1", 3);
  expect(await signed()).toEqual(await recomputed());
  for (let n = 0; n < 40; n++) await writeEvents(here.app, { count: 1, stream: `many/${n}`, workspaceId });
  await grow("thing/2", 2);
  await grow("thing/1", 1, 4);
  expect(await signed()).toEqual(await recomputed());
});

it.each([
  ["a page lost", "DELETE FROM audit_stream_page WHERE prefix <> ''"],
  ["a page changed", "UPDATE audit_stream_page SET slots = overlay(slots PLACING '\\xff' FROM 20)"],
  ["a map of other streams", "UPDATE audit_stream_map SET root = sha256('x')"],
  ["a map that claims to be ahead", "UPDATE audit_stream_map SET size = size + 1000"],
  ["a map set back to nothing", "DELETE FROM audit_stream_page; UPDATE audit_stream_map SET size = 0"],
])("does not believe the stored map, but the entries: %s", async (what, damage) => {
  await here.owner.query(damage);
  await grow(`after/${what.replaceAll(" ", "-")}`, 1);
  expect(await signed()).toEqual(await recomputed());
});

it("refuses a stream that was rewound: its signed end is not that of the entries", async () => {
  const before = await here.owner.query("SELECT root, size FROM audit_stream_map");
  const { folder } = here;
  const last = (await folder.lastSigned())!;
  const others = mapOfEntries([{ stream: "thing/1", text: "only this" }]);
  await folder.remember({ ...last, streams: others.root });
  await writeEvents(here.app, { count: 1, stream: "thing/9", workspaceId });
  await expect(here.seal()).rejects.toThrow(/heads of its streams are not those signed before/);
  expect((await here.owner.query("SELECT root, size FROM audit_stream_map")).rows).toEqual(before.rows);
  await folder.remember(last);
  await here.seal();
});

it("refuses a leaf whose entry is not the one that was hashed", async () => {
  await writeEvents(here.app, { count: 2, stream: "thing/10", workspaceId });
  await here.sequence();
  const swap = (a: string, b: string) =>
    here.owner.query(
      `ALTER TABLE audit_leaf DISABLE TRIGGER audit_leaf_only_grows;
       DELETE FROM audit_leaf WHERE idx = (SELECT max(idx) FROM audit_leaf);
       INSERT INTO audit_leaf SELECT (SELECT size - 1 FROM audit_tree), id FROM audit_event
       WHERE stream = '${a}' AND stream_seq = ${b}`,
    );
  await here.owner.query("ALTER TABLE audit_leaf DROP CONSTRAINT audit_leaf_event_id_key").catch(() => {});
  await here.owner.query("DROP INDEX IF EXISTS audit_leaf_event_id_key");
  await swap("thing/1", "1");
  await expect(here.seal()).rejects.toThrow(/entries of the log are not those of its \d+ leaves/);
  await swap("thing/10", "2");
  await here.seal();
  expect(await signed()).toEqual(await recomputed());
});
