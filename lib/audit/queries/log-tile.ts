import { z } from "zod";
import { defineQuery } from "#lib/command/query.ts";
import type { Tx } from "#lib/db/client.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { HASH_BYTES } from "#lib/merkle/hash.ts";
import { encodeEntryBundle, parseTilePath, TILE_WIDTH, type TileRequest } from "#lib/merkle/tile.ts";

/** A tile of hashes or a bundle of entries, by its path (C2SP tlog-tiles). */
export const logTile = defineQuery({
  name: "log-tile",
  permission: "audit:read",
  summary: "Get a tile of the log's hashes, or a bundle of its entries",
  input: z.strictObject({ path: z.string().max(100) }),
  output: z.object({
    bytes: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
    /** Full tiles never change and may be cached forever. */
    full: z.boolean(),
  }),

  async load(tx, { path }) {
    const request = parseTilePath(path);
    if (request === null)
      return refuse("not-found", "tile-path-unknown", `${path} is not the path of a tile.`);
    const bytes =
      request.level === "entries"
        ? await entryBundle(tx, request)
        : await hashTile(tx, request.level, request);
    return bytes ? ok({ bytes, full: request.width === TILE_WIDTH }) : missing(request);
  },
});

const missing = ({ level }: TileRequest) =>
  level === "entries"
    ? refuse(
        "not-found",
        "entries-not-found",
        "The log has no such entries, or some belong to another workspace.",
        {
          todo: "Read this workspace's entries from the list of events. The tiles have every leaf's hash.",
        },
      )
    : refuse("not-found", "tile-not-found", "The log has no such tile yet.");

async function hashTile(tx: Tx, level: number, { n, width }: TileRequest): Promise<Uint8Array | null> {
  const tile = await tx.auditTile.findUnique({ where: { level_n: { level, n } } });
  // A partial tile is a prefix of the tile stored since.
  const length = width * HASH_BYTES;
  return tile && tile.hashes.length >= length ? tile.hashes.subarray(0, length) : null;
}

/** Serves a bundle only if all its entries are this workspace's: hashes are public, contents are not. */
async function entryBundle(tx: Tx, { n, width }: TileRequest): Promise<Uint8Array | null> {
  const first = n * TILE_WIDTH;
  const rows = await tx.$queryRaw<{ entry: Uint8Array }[]>`
    SELECT event.entry FROM audit_leaf leaf JOIN audit_event event ON event.id = leaf.event_id
    WHERE leaf.idx >= ${first} AND leaf.idx < ${first + width} ORDER BY leaf.idx`;
  return rows.length === width ? encodeEntryBundle(rows.map((row) => row.entry)) : null;
}
