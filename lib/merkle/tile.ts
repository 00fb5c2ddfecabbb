import { HASH_BYTES, type Hash, hashNode } from "./hash.ts";
import type { NodePlace, NodeReader } from "./proof.ts";

/** Hashes in a full tile (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;
/** Levels of the tree in one tile. */
export const TILE_HEIGHT = 8;
const LEVEL_MAX = 63;

/** A tile's position: level counts tiles upwards, `n` counts from the left. */
export type TilePlace = { readonly level: number; readonly n: number };

/** What a path requests: a tile of hashes, or at level "entries" a bundle of log entries; width 1–255 if partial. */
export type TileRequest = { readonly level: number | "entries"; readonly n: number; readonly width: number };

/** Number of hashes of tile (level, n) in a tree of `size` leaves: 0 to 256. */
export function tileWidth({ level, n }: TilePlace, size: number): number {
  const hashes = Math.floor(size / TILE_WIDTH ** level);
  return Math.max(0, Math.min(TILE_WIDTH, hashes - n * TILE_WIDTH));
}

/** The tile with the hashes needed to compute a perfect node. */
export function tileOfNode({ level, index }: NodePlace): TilePlace {
  const nodesPerTile = TILE_WIDTH / 2 ** (level % TILE_HEIGHT);
  return { level: Math.floor(level / TILE_HEIGHT), n: Math.floor(index / nodesPerTile) };
}

/** Reads nodes from tiles, hashing within a tile for nodes above its bottom row. Throws if a tile is too short. */
export function tileReader(tile: (place: TilePlace) => Uint8Array): NodeReader {
  return (level, index) => {
    const place = tileOfNode({ level, index });
    const span = 2 ** (level % TILE_HEIGHT);
    const first = (index * span) % TILE_WIDTH;
    const data = tile(place);
    if (data.length < (first + span) * HASH_BYTES)
      throw new Error(`Tile ${place.level}/${place.n} is too short for node ${level}/${index}`);
    return foldRow(data, first, span);
  };
}

/** Path of a tile or entry bundle below the log's prefix, e.g. `tile/0/x001/234.p/7`. */
export function tilePath({ level, n, width }: TileRequest): string {
  const groups: string[] = [];
  let rest = n;
  do {
    groups.unshift(String(rest % 1000).padStart(3, "0"));
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  const number = groups.map((group, i) => (i < groups.length - 1 ? `x${group}` : group)).join("/");
  return `tile/${level}/${number}${width < TILE_WIDTH ? `.p/${width}` : ""}`;
}

/** Reverses {@link tilePath}; null for anything the format would not write. */
export function parseTilePath(path: string): TileRequest | null {
  const match = /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/){0,4}\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path);
  if (!match) return null;
  const level = match[1] === "entries" ? "entries" : Number(match[1]);
  const n = Number(match[2]!.replaceAll(/[x/]/g, ""));
  const width = match[3] === undefined ? TILE_WIDTH : Number(match[3]);
  const request: TileRequest = { level, n, width };
  const valid = width >= 1 && (level === "entries" || level <= LEVEL_MAX) && tilePath(request) === path;
  return valid ? request : null;
}

/** An entry bundle: each entry after its two-byte big-endian length (C2SP tlog-tiles). Throws above 65,535 bytes. */
export function encodeEntryBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bundle = new Uint8Array(entries.reduce((sum, entry) => sum + 2 + entry.length, 0));
  let at = 0;
  for (const entry of entries) {
    if (entry.length > 0xffff)
      throw new RangeError(`An entry of ${entry.length} bytes does not fit a bundle`);
    bundle.set([entry.length >> 8, entry.length & 0xff], at);
    bundle.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bundle;
}

function foldRow(data: Uint8Array, first: number, span: number): Hash {
  if (span === 1) return data.slice(first * HASH_BYTES, (first + 1) * HASH_BYTES);
  const half = span / 2;
  return hashNode(foldRow(data, first, half), foldRow(data, first + half, half));
}
