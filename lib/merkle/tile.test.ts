import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { appendLeaves, EMPTY_FRONTIER } from "./frontier.ts";
import { HASH_BYTES, type Hash, hashLeaf } from "./hash.ts";
import {
  encodeEntryBundle,
  parseTilePath,
  TILE_WIDTH,
  tileOfNode,
  tilePath,
  tileReader,
  tileWidth,
} from "./tile.ts";

describe("paths", () => {
  it.each([
    [{ level: 0, n: 0, width: 256 }, "tile/0/000"],
    [{ level: 0, n: 1_234_067, width: 256 }, "tile/0/x001/x234/067"],
    [{ level: 2, n: 5, width: 17 }, "tile/2/005.p/17"],
    [{ level: "entries" as const, n: 999, width: 256 }, "tile/entries/999"],
    [{ level: "entries" as const, n: 1000, width: 1 }, "tile/entries/x001/000.p/1"],
  ])("%o is %s", (place, path) => {
    expect(tilePath(place)).toBe(path);
    expect(parseTilePath(path)).toEqual(place);
  });

  it.each([
    "tile/0/0",
    "tile/00/000",
    "tile/64/000",
    "tile/0/x000/001",
    "tile/0/1234",
    "tile/0/000.p/0",
    "tile/0/000.p/256",
    "tile/0/000.p/007",
    "tile/0/000/",
    "tile/-1/000",
    "tile/0/../000",
    "checkpoint",
  ])("refuses %s", (path) => {
    expect(parseTilePath(path)).toBeNull();
  });

  it("round-trips", () => {
    fc.assert(
      fc.property(fc.nat(63), fc.nat(10 ** 9), fc.integer({ min: 1, max: 256 }), (level, n, width) => {
        expect(parseTilePath(tilePath({ level, n, width }))).toEqual({ level, n, width });
      }),
    );
  });
});

describe("widths", () => {
  it.each([
    [0, 0, 0, 0],
    [0, 0, 255, 255],
    [0, 0, 257, 256],
    [0, 1, 257, 1],
    [1, 0, 255, 0],
    [1, 0, 256, 1],
    [1, 0, 70_000, 256],
    [2, 0, 70_000, 1],
  ])("tile %i/%i at size %i has %i", (level, n, size, width) => {
    expect(tileWidth({ level, n }, size)).toBe(width);
  });
});

describe("reading nodes", () => {
  it("gives every perfect node of a tree three tiles high, from tiles that hold only every eighth level", () => {
    const leaves = Array.from({ length: 66_000 }, (_, i) => hashLeaf(new TextEncoder().encode(String(i))));
    const nodes: [number, number, Hash][] = [];
    const tiles = new Map<string, Uint8Array>();
    appendLeaves(EMPTY_FRONTIER, leaves, (level, index, hash) => {
      if (level > 5 || index % 997 === 0) nodes.push([level, index, hash]);
      if (level % 8 !== 0) return;
      const { level: tileLevel, n } = tileOfNode({ level, index });
      const key = `${tileLevel}/${n}`;
      const tile = tiles.get(key) ?? new Uint8Array(TILE_WIDTH * HASH_BYTES);
      tile.set(hash, (index % TILE_WIDTH) * HASH_BYTES);
      tiles.set(key, tile);
    });
    const read = tileReader(({ level, n }) => tiles.get(`${level}/${n}`)!);
    expect(nodes.some(([level]) => level === 16)).toBe(true);
    for (const [level, index, hash] of nodes) expect(read(level, index)).toEqual(hash);
  });

  it("throws when the tile is too short", () => {
    expect(() => tileReader(() => new Uint8Array(32))(0, 1)).toThrow("too short");
  });
});

describe("entry bundles", () => {
  it("put each entry after its length", () => {
    const bundle = encodeEntryBundle([new Uint8Array([7]), new Uint8Array(300)]);
    expect([...bundle.slice(0, 5)]).toEqual([0, 1, 7, 1, 44]);
    expect(bundle).toHaveLength(305);
    expect(() => encodeEntryBundle([new Uint8Array(65_536)])).toThrow(RangeError);
  });
});
