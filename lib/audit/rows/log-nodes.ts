import type { Tx } from "#lib/db/client.ts";
import { type NodeReader, nodesNeeded } from "#lib/merkle/proof.ts";
import { tileOfNode, tileReader } from "#lib/merkle/tile.ts";

/** Builds something from the log's nodes, fetching the tiles it needs in one query. */
export async function fromLogNodes<T>(tx: Tx, build: (read: NodeReader) => T): Promise<T> {
  const places = new Map(nodesNeeded(build).map((node) => [placeKey(tileOfNode(node)), tileOfNode(node)]));
  const rows = await tx.auditTile.findMany({
    where: { OR: [...places.values()].map(({ level, n }) => ({ level, n })) },
  });
  const tiles = new Map(rows.map((row) => [placeKey({ level: row.level, n: Number(row.n) }), row.hashes]));
  return build(tileReader((place) => tiles.get(placeKey(place)) ?? new Uint8Array()));
}

const placeKey = ({ level, n }: { level: number; n: number }): string => `${level}/${n}`;
