import fc from "fast-check";
import { expect, it } from "vitest";
import { type Hash, hashLeaf } from "./hash.ts";
import {
  hashFork,
  hashHead,
  NO_HEADS,
  rootOfStreamProof,
  type StreamHead,
  streamKey,
  turnAt,
} from "./stream-head.ts";
import {
  changeHeads,
  DamagedMap,
  encodePage,
  type HeadChanges,
  headIn,
  loadPages,
  mergePages,
  type Page,
  type Pages,
  proveStream,
  rootOfPages,
} from "./stream-map.ts";

const leaf = (text: string): Hash => hashLeaf(new TextEncoder().encode(text));
const headOf = (key: string, length: number): StreamHead => ({ key, length, last: leaf(`${key} ${length}`) });

/** The map as its definition says, over all heads at once. */
function rootByDefinition(heads: readonly StreamHead[], depth = 0): Hash {
  if (heads.length < 2) return heads[0] ? hashHead(heads[0]) : NO_HEADS;
  const [left, right] = [0, 1].map((turn) => heads.filter(({ key }) => turnAt(key, depth) === turn));
  return hashFork(rootByDefinition(left!, depth + 1), rootByDefinition(right!, depth + 1));
}

/** Pages kept as bytes, as the database keeps them. */
function keptMap() {
  const kept = new Map<string, Uint8Array>();
  let root = NO_HEADS;
  const load = (keys: readonly string[]): Promise<Pages> =>
    loadPages(root, keys, async (prefixes) => new Map(prefixes.map((one) => [one, kept.get(one)!])));
  const change = async (changes: HeadChanges) => {
    const pages = await load([...changes.keys()]);
    const changed = changeHeads(pages, changes);
    for (const [prefix, page] of changed)
      if (page) kept.set(prefix, encodePage(page));
      else kept.delete(prefix);
    root = rootOfPages(mergePages(pages, changed));
  };
  return { kept, load, change, root: () => root };
}

/** Keys that share long beginnings, as few real ones do, beside real ones. */
const anyKey = fc.oneof(
  fc.nat(40).map((n) => streamKey(`thing/${n}`)),
  fc.tuple(fc.nat(14), fc.nat(20)).map(([digits, n]) => "a".repeat(digits) + streamKey(`${n}`).slice(digits)),
);
const anyChanges = fc.array(
  fc.array(fc.tuple(anyKey, fc.option(fc.integer({ min: 1, max: 9 }), { freq: 3 })), { maxLength: 12 }),
  { maxLength: 8 },
);

it("has the root of its definition, and proves every head and every absence, after any changes", async () => {
  await fc.assert(
    fc.asyncProperty(anyChanges, anyKey, async (batches, absent) => {
      const map = keptMap();
      const heads = new Map<string, StreamHead>();
      for (const batch of batches) {
        const changes = new Map(
          batch.map(([key, length]) => [key, length === null ? null : headOf(key, length)]),
        );
        await map.change(changes);
        for (const [key, head] of changes) head ? heads.set(key, head) : heads.delete(key);
      }
      expect(map.root()).toEqual(rootByDefinition([...heads.values()]));
      for (const key of [...heads.keys(), absent]) {
        const pages = await map.load([key]);
        const { head, ...proof } = proveStream(pages, key);
        expect(head).toEqual(heads.get(key) ?? null);
        expect(headIn(pages, key)).toEqual(head);
        expect(rootOfStreamProof(key, head, proof)).toEqual(map.root());
      }
    }),
  );
});

it("proves nothing else: no other head, no absence of what is there", async () => {
  const map = keptMap();
  const keys = Array.from({ length: 50 }, (_, n) => streamKey(`thing/${n}`));
  await map.change(new Map(keys.map((key) => [key, headOf(key, 3)])));
  const [key, another] = [keys[7]!, keys[8]!];
  const { head, ...proof } = proveStream(await map.load([key]), key);
  const holds = (claimed: StreamHead | null, given = proof): boolean =>
    String(rootOfStreamProof(key, claimed, given)) === String(map.root());
  expect(holds(head)).toBe(true);
  expect(holds(headOf(key, 2))).toBe(false);
  expect(holds({ ...head!, length: 2 })).toBe(false);
  expect(holds(null)).toBe(false);
  expect(holds(null, { ...proof, other: head })).toBe(false);
  expect(holds(null, { ...proof, other: headOf(another, 3) })).toBe(false);
  expect(holds(null, { ...proof, siblings: proof.siblings.slice(0, -1) })).toBe(false);
  expect(rootOfStreamProof(key, headOf(another, 3), proof)).toBeNull();
  expect(rootOfStreamProof(key, null, { siblings: Array(257).fill(NO_HEADS), other: null })).toBeNull();
});

it("notices a page that was changed, cut off or put back", async () => {
  const map = keptMap();
  const keys = Array.from({ length: 60 }, (_, n) => streamKey(`thing/${n}`));
  await map.change(new Map(keys.map((key) => [key, headOf(key, 1)])));
  const before = new Map(map.kept);
  await map.change(new Map([[keys[0]!, headOf(keys[0]!, 2)]]));
  const prefix = [...map.kept.keys()].find((one) => one !== "" && keys[0]!.startsWith(one))!;
  const page = map.kept.get(prefix)!;
  for (const damaged of [
    before.get(prefix)!,
    page.slice(0, -1),
    page.slice(0, -73),
    page.with(20, page[20]! ^ 1),
  ]) {
    map.kept.set(prefix, damaged);
    await expect(map.load(keys)).rejects.toThrow(DamagedMap);
  }
});

it("a proof in a map of a million streams is about twenty hashes", () => {
  // A top of 2^20 heads: the siblings on the way to one are one for each level, and a few more below.
  const pages = new Map<string, Page>();
  const key = streamKey("thing/1");
  for (let depth = 0; depth < 5; depth++)
    pages.set(
      key.slice(0, depth),
      Array.from({ length: 16 }, (_, n) => ({ hash: leaf(`${depth} ${n}`) })),
    );
  const twin = `${key.slice(0, 5)}${key[5] === "0" ? "1" : "0"}${key.slice(6)}`;
  const last = changeHeads(
    new Map(),
    new Map([
      [key, headOf(key, 4)],
      [twin, headOf(twin, 1)],
    ]),
  );
  pages.set(key.slice(0, 5), last.get(key.slice(0, 5))!);
  const { head, siblings } = proveStream(pages, key);
  expect(head).toEqual(headOf(key, 4));
  expect(siblings.length).toBeGreaterThanOrEqual(21);
  expect(siblings.length).toBeLessThanOrEqual(24);
});
