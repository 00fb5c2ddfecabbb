import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rootOfLeaves } from "#lib/merkle/frontier.ts";
import { rootAt } from "#lib/merkle/proof.ts";
import { tileReader } from "#lib/merkle/tile.ts";
import { type TestDatabase, testDatabase } from "#lib/testing/databases/database.ts";
import { silentLog, writeEvents } from "#lib/testing/worlds/audit-log.ts";
import { logConnection } from "./log-connection.ts";
import { SEQUENCER_LOCK, sequenceBatch, startSequencer } from "./sequencer.ts";

const workspaceId = randomUUID();
let database: TestDatabase;
let app: pg.Client;
let owner: pg.Client;
let sequencer: pg.Client;

beforeAll(async () => {
  database = await testDatabase();
  app = await logConnection(database.appUrl, "test");
  owner = await logConnection(database.ownerUrl, "test");
  sequencer = await logConnection(database.sequencerUrl, "test");
});

afterAll(async () => {
  await Promise.all([app?.end(), owner?.end(), sequencer?.end()]);
  await database?.drop();
});

async function tree() {
  const { rows } = await owner.query("SELECT size::int, root FROM audit_tree");
  const leaves = await owner.query(
    "SELECT idx::int, leaf_hash FROM audit_leaf JOIN audit_event ON id = event_id ORDER BY idx",
  );
  const tiles = await owner.query("SELECT level, n::int, hashes FROM audit_tile");
  return {
    size: rows[0].size as number,
    root: new Uint8Array(rows[0].root),
    indices: leaves.rows.map((row) => row.idx as number),
    leafHashes: leaves.rows.map((row) => new Uint8Array(row.leaf_hash)),
    tiles: new Map(tiles.rows.map((row) => [`${row.level}/${row.n}`, new Uint8Array(row.hashes)])),
  };
}

async function expectSoundTree(size: number) {
  const found = await tree();
  expect(found.size).toBe(size);
  expect(found.indices).toEqual(Array.from({ length: size }, (_, i) => i));
  expect(found.root).toEqual(rootOfLeaves(found.leafHashes));
  expect(
    rootAt(
      size,
      tileReader(({ level, n }) => found.tiles.get(`${level}/${n}`)!),
    ),
  ).toEqual(found.root);
}

describe("a batch", () => {
  it("does nothing when no event waits", async () => {
    expect(await sequenceBatch(sequencer)).toBe(0);
  });

  it("extends the tree across tile borders, batch after batch", async () => {
    let seq = 1;
    for (const count of [1, 2, 253, 1, 300, 5]) {
      await writeEvents(app, { count, stream: "thing/1", workspaceId, firstSeq: seq });
      seq += count;
      expect(await sequenceBatch(sequencer)).toBe(count);
      await expectSoundTree(seq - 1);
    }
    const { rows } = await owner.query("SELECT count(*)::int FROM audit_outbox");
    expect(rows[0].count).toBe(0);
  });

  it("sequences events that commit after events with higher ids", async () => {
    const late = await logConnection(database.appUrl, "late");
    const { size } = await tree();
    const overtaken = async (): Promise<void> => {
      await writeEvents(app, { count: 3, stream: "thing/2", workspaceId });
      expect(await sequenceBatch(sequencer)).toBe(3);
    };
    await writeEvents(late, { count: 2, stream: "thing/3", workspaceId, beforeCommit: overtaken });
    expect(await sequenceBatch(sequencer)).toBe(2);
    await late.end();
    const { rows } = await owner.query("SELECT event_id::int FROM audit_leaf ORDER BY idx DESC LIMIT 5");
    const ids = rows.map((row) => row.event_id as number).reverse();
    expect(ids[3]).toBeLessThan(ids[0]!);
    await expectSoundTree(size + 5);
  });

  it("waits while another holds the lock", async () => {
    await writeEvents(app, { count: 1, stream: "thing/4", workspaceId });
    await owner.query("BEGIN");
    await owner.query("SELECT pg_advisory_xact_lock($1)", [SEQUENCER_LOCK]);
    expect(await sequenceBatch(sequencer)).toBe(0);
    await owner.query("ROLLBACK");
    expect(await sequenceBatch(sequencer)).toBe(1);
  });
});

describe("the process", () => {
  it("two at once, with connections cut, leave one sound tree", async () => {
    const { size } = await tree();
    const { log } = silentLog();
    const running = [1, 2].map(() => startSequencer({ connectionString: database.sequencerUrl, log }));
    const writers = Array.from({ length: 4 }, async (_, i) => {
      const client = await logConnection(database.appUrl, "writer");
      for (let seq = 1; seq <= 60; seq += 6)
        await writeEvents(client, { count: 6, stream: `storm/${i}`, workspaceId, firstSeq: seq });
      await client.end();
    });
    for (let cut = 0; cut < 4; cut++) {
      await new Promise((done) => setTimeout(done, 60));
      await owner.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'countersign sequencer' AND datname = current_database()",
      );
    }
    await Promise.all(writers);
    await expect.poll(async () => (await tree()).size, { timeout: 20_000 }).toBe(size + 240);
    await Promise.all(running.map((one) => one.stop()));
    await expectSoundTree(size + 240);
    const { rows } = await owner.query(
      `SELECT count(*)::int FROM audit_leaf a JOIN audit_event x ON x.id = a.event_id
       JOIN audit_event y ON y.stream = x.stream AND y.stream_seq = x.stream_seq + 1 JOIN audit_leaf b ON b.event_id = y.id
       WHERE b.idx < a.idx`,
    );
    expect(rows[0].count).toBe(0);
  });

  it("stops at a contradiction instead of building on it", async () => {
    await owner.query("ALTER TABLE audit_tree DISABLE TRIGGER ALL");
    await owner.query("UPDATE audit_tree SET root = sha256('other')");
    await writeEvents(app, { count: 1, stream: "thing/5", workspaceId });
    await expect(sequenceBatch(sequencer)).rejects.toThrow("The stored root of the audit tree");
    const { rows } = await owner.query("SELECT count(*)::int FROM audit_outbox");
    expect(rows[0].count).toBe(1);
  });
});
