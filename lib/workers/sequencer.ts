import type pg from "pg";
import { faultpoint } from "#lib/db/faultpoint.ts";
import type { Log } from "#lib/log.ts";
import {
  appendLeaves,
  decodeFrontier,
  encodeFrontier,
  type Frontier,
  frontierRoot,
} from "#lib/merkle/frontier.ts";
import { sameBytes } from "#lib/merkle/hash.ts";
import { type GrownTile, TileEdge } from "#lib/merkle/tile-edge.ts";
import { takeTurns } from "#lib/queue/turns.ts";
import { logConnection } from "./log-connection.ts";

const TICK_MS = 100;
const BATCH_MAX = 2000;

/** Held for each batch, so that any number of sequencers may run and only one works. "audit" in ASCII. */
export const SEQUENCER_LOCK = 0x61_75_64_69_74;

/**
 * Sequences committed events: takes them from the outbox in batches, assigns contiguous leaf indices and extends the
 * tree, all in one transaction. Signs nothing. May be killed at any point and run more than once; connection failures
 * are retried until `stop`.
 */
export function startSequencer({ connectionString, log }: { connectionString: string; log: Log }): {
  stop(): Promise<void>;
} {
  return takeTurns({
    name: "sequencer",
    log,
    idleMs: TICK_MS,
    open: async () => {
      const client = await logConnection(connectionString, "countersign sequencer");
      return {
        once: async () => ((await sequenceBatch(client)) === BATCH_MAX ? "more" : "idle"),
        close: () => client.end(),
      };
    },
  });
}

/**
 * Sequences one batch and returns its number of events: 0 when none wait or another sequencer is at work. Throws when
 * the stored tree contradicts itself.
 */
export async function sequenceBatch(client: pg.Client): Promise<number> {
  // On an idle log, a tick costs only this query and no transaction.
  const waiting = await client.query("SELECT FROM audit_outbox LIMIT 1");
  if (waiting.rowCount === 0) return 0;
  await client.query("BEGIN");
  try {
    const taken = await extendTree(client);
    if (taken > 0) faultpoint("sequencer-before-commit");
    await client.query("COMMIT");
    if (taken > 0) faultpoint("sequencer-after-commit");
    return taken;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  }
}

async function extendTree(client: pg.Client): Promise<number> {
  const lock = await client.query("SELECT pg_try_advisory_xact_lock($1) AS held", [SEQUENCER_LOCK]);
  if (!lock.rows[0].held) return 0;
  const before = await readTree(client);
  const events = await takeEvents(client);
  if (events.length === 0) return 0;
  const edge = new TileEdge(before.size, await readEdge(client, before.size));
  const leaves = events.map((event) => new Uint8Array(event.leaf_hash));
  const after = appendLeaves(before, leaves, (level, index, hash) => edge.add(level, index, hash));
  await insertLeaves(client, before.size, events);
  faultpoint("sequencer-after-insert");
  await storeTiles(client, edge.grown());
  await client.query("UPDATE audit_tree SET size = $1, frontier = $2, root = $3 WHERE id = 1", [
    after.size,
    encodeFrontier(after),
    frontierRoot(after),
  ]);
  return events.length;
}

async function readTree(client: pg.Client): Promise<Frontier> {
  const { rows } = await client.query("SELECT size, frontier, root FROM audit_tree WHERE id = 1");
  const row = rows[0] as { size: string; frontier: Buffer; root: Buffer } | undefined;
  if (row === undefined)
    throw new Error("The table audit_tree has no row; the database was not migrated completely");
  const frontier = decodeFrontier(Number(row.size), new Uint8Array(row.frontier));
  if (!sameBytes(frontierRoot(frontier), row.root))
    throw new Error(`The stored root of the audit tree is not that of its frontier at ${row.size} leaves`);
  return frontier;
}

type WaitingEvent = { id: string; leaf_hash: Buffer };

/**
 * Takes the oldest waiting events, whatever their ids: ids commit out of order, so "greater than the last seen" would
 * lose some. Events of one stream stay in order, since each was inserted under its aggregate's lock.
 *
 * By ids, in separate statements: joined into one, with a million waiting and no table statistics yet, the planner
 * would scan all of them for every batch, and each would time out.
 */
async function takeEvents(client: pg.Client): Promise<WaitingEvent[]> {
  const waiting = await client.query<{ event_id: string }>(
    "SELECT event_id FROM audit_outbox ORDER BY event_id LIMIT $1",
    [BATCH_MAX],
  );
  const ids = waiting.rows.map((row) => row.event_id);
  if (ids.length === 0) return [];
  await client.query("DELETE FROM audit_outbox WHERE event_id = ANY($1::bigint[])", [ids]);
  const { rows } = await client.query<WaitingEvent>(
    "SELECT id, leaf_hash FROM audit_event WHERE id = ANY($1::bigint[]) ORDER BY id",
    [ids],
  );
  return rows;
}

async function insertLeaves(
  client: pg.Client,
  firstIdx: number,
  events: readonly WaitingEvent[],
): Promise<void> {
  await client.query(
    `INSERT INTO audit_leaf (idx, event_id)
     SELECT $1::bigint + position - 1, event_id FROM unnest($2::bigint[]) WITH ORDINALITY AS event (event_id, position)`,
    [firstIdx, events.map((event) => event.id)],
  );
}

async function readEdge(
  client: pg.Client,
  size: number,
): Promise<{ level: number; n: number; hashes: Uint8Array }[]> {
  const places = TileEdge.partialPlaces(size);
  const { rows } = await client.query<{ level: number; n: string; hashes: Buffer }>(
    `SELECT level, n, hashes FROM audit_tile
     WHERE (level, n) IN (SELECT * FROM unnest($1::int[], $2::bigint[]))`,
    [places.map((place) => place.level), places.map((place) => place.n)],
  );
  return rows.map((row) => ({ level: row.level, n: Number(row.n), hashes: new Uint8Array(row.hashes) }));
}

async function storeTiles(client: pg.Client, tiles: readonly GrownTile[]): Promise<void> {
  await client.query(
    `INSERT INTO audit_tile (level, n, hashes) SELECT * FROM unnest($1::int[], $2::bigint[], $3::bytea[])
     ON CONFLICT (level, n) DO UPDATE SET hashes = EXCLUDED.hashes`,
    [
      tiles.map((tile) => tile.level),
      tiles.map((tile) => tile.n),
      tiles.map((tile) => Buffer.from(tile.hashes)),
    ],
  );
}
