import { HASH_BYTES, type Hash } from "./hash.ts";
import { TILE_HEIGHT, TILE_WIDTH, type TilePlace, tileWidth } from "./tile.ts";

export type GrownTile = TilePlace & { readonly hashes: Uint8Array };

/** The right edge of the tree's tiles during an append: collects the tiles that grow. */
export class TileEdge {
  private readonly tiles = new Map<string, { place: TilePlace; bytes: Uint8Array; width: number }>();
  private readonly stored: ReadonlyMap<string, Uint8Array>;

  /** `stored` must contain every tile of {@link TileEdge.partialPlaces}; throws otherwise. */
  constructor(size: number, stored: readonly GrownTile[]) {
    this.stored = new Map(stored.map((tile) => [keyOf(tile), tile.hashes]));
    for (const place of TileEdge.partialPlaces(size)) {
      const hashes = this.stored.get(keyOf(place));
      if (hashes?.length !== tileWidth(place, size) * HASH_BYTES)
        throw new Error(`Tile ${place.level}/${place.n} does not fit a tree of ${size} leaves`);
    }
  }

  /** Positions of the unfinished tiles of a tree: at most one per level. */
  static partialPlaces(size: number): TilePlace[] {
    const places: TilePlace[] = [];
    for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / TILE_WIDTH))
      if (hashes % TILE_WIDTH > 0) places.push({ level, n: Math.floor(hashes / TILE_WIDTH) });
    return places;
  }

  /** Takes a node that became final. Tiles keep every eighth level; the levels between are hashed again on demand. */
  add(nodeLevel: number, index: number, hash: Hash): void {
    if (nodeLevel % TILE_HEIGHT !== 0) return;
    const place = { level: nodeLevel / TILE_HEIGHT, n: Math.floor(index / TILE_WIDTH) };
    const tile = this.tiles.get(keyOf(place)) ?? this.begin(place);
    tile.bytes.set(hash, tile.width * HASH_BYTES);
    tile.width++;
    this.tiles.set(keyOf(place), tile);
  }

  /** The tiles that gained hashes, in their new form. */
  grown(): GrownTile[] {
    return [...this.tiles.values()].map(({ place, bytes, width }) => ({
      ...place,
      hashes: bytes.subarray(0, width * HASH_BYTES),
    }));
  }

  private begin(place: TilePlace) {
    const stored = this.stored.get(keyOf(place)) ?? new Uint8Array();
    const bytes = new Uint8Array(TILE_WIDTH * HASH_BYTES);
    bytes.set(stored);
    return { place, bytes, width: stored.length / HASH_BYTES };
  }
}

const keyOf = ({ level, n }: TilePlace): string => `${level}/${n}`;
