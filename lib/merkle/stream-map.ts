import { HASH_BYTES, type Hash, sameBytes } from "./hash.ts";
import {
  decodeHead,
  encodeHead,
  HEAD_BYTES,
  hashFork,
  hashHead,
  NO_HEADS,
  type StreamHead,
  type StreamProof,
  turnAt,
} from "./stream-head.ts";

/**
 * The heads of all streams as a compact sparse Merkle map: a binary tree over the bits of the keys, in which a subtree
 * without heads is `NO_HEADS`, one with a single head is that head's hash, and any other a fork. Its root depends on the
 * heads alone, not on the order in which they came. Stored in pages of four levels.
 */
export type Page = readonly Slot[];
/** A single head, the root of the page below, or nothing. */
type Slot = StreamHead | { readonly hash: Hash } | null;
/** By the hex digits that the keys on a page share; "" is the top. */
export type Pages = ReadonlyMap<string, Page>;
/** The new head of each stream, or null for one that is no longer there. */
export type HeadChanges = ReadonlyMap<string, StreamHead | null>;

/** The stored pages do not hash to the root. */
export class DamagedMap extends Error {}

const WIDTH = 16;
const PAGE_LEVELS = 4;
const EMPTY_PAGE: Page = Array<Slot>(WIDTH).fill(null);

/** The pages of these keys, level by level; throws `DamagedMap` where one is not what the page above names. */
export async function loadPages(
  root: Hash,
  keys: readonly string[],
  read: (prefixes: readonly string[]) => Promise<ReadonlyMap<string, Uint8Array>>,
): Promise<Pages> {
  const pages = new Map<string, Page>();
  let wanted = new Map([["", root]]);
  for (let depth = 0; wanted.size > 0; depth++) {
    const stored = await read([...wanted.keys()]);
    for (const [prefix, hash] of wanted) {
      const page = decodePage(stored.get(prefix) ?? new Uint8Array());
      if (!sameBytes(hashPage(page), hash)) throw new DamagedMap(`The page ${prefix} of the map is damaged`);
      pages.set(prefix, page);
    }
    wanted = new Map(
      keys.flatMap((key) => {
        const slot = pages.get(key.slice(0, depth))?.[digitAt(key, depth)];
        return slot && !isHead(slot) ? [[key.slice(0, depth + 1), slot.hash] as const] : [];
      }),
    );
  }
  return pages;
}

/** The head of a stream on loaded pages, or null. */
export function headIn(pages: Pages, key: string): StreamHead | null {
  for (let depth = 0; ; depth++) {
    const slot = pages.get(key.slice(0, depth))?.[digitAt(key, depth)];
    if (!slot) return null;
    if (isHead(slot)) return slot.key === key ? slot : null;
  }
}

/** What becomes of the loaded pages of these keys: the pages that change, null for those that go. */
export function changeHeads(pages: Pages, changes: HeadChanges): Map<string, Page | null> {
  const changed = new Map<string, Page | null>();
  const pageAfter = (prefix: string, heads: HeadChanges): Slot => {
    const page = [...(pages.get(prefix) ?? EMPTY_PAGE)];
    for (const [digit, group] of Map.groupBy(heads, ([key]) => digitAt(key, prefix.length)))
      page[digit] = slotAfter(`${prefix}${digit.toString(WIDTH)}`, page[digit]!, new Map(group));
    const [first, second] = heldIn(page, 0, WIDTH);
    const goes = prefix !== "" && second === undefined && (first === undefined || isHead(first));
    changed.set(prefix, goes ? null : page);
    return goes ? (first ?? null) : { hash: hashPage(page) };
  };
  const slotAfter = (prefix: string, slot: Slot, heads: HeadChanges): Slot => {
    if (slot !== null && !isHead(slot)) return pageAfter(prefix, heads);
    const all = new Map([...(slot ? [[slot.key, slot] as const] : []), ...heads]);
    const [first, second] = [...all.values()].filter((head) => head !== null);
    return second === undefined ? (first ?? null) : pageAfter(prefix, all);
  };
  pageAfter("", changes);
  return changed;
}

/** The loaded pages with what became of some. */
export function mergePages(pages: Pages, changed: ReadonlyMap<string, Page | null>): Pages {
  const all = new Map([...pages, ...changed]);
  return new Map([...all].flatMap(([prefix, page]) => (page === null ? [] : [[prefix, page] as const])));
}

/** The root of a map, given its top page. */
export const rootOfPages = (pages: Pages): Hash => hashPage(pages.get("") ?? EMPTY_PAGE);

/** The proof, from the loaded pages of its key, of where a stream ends or that it does not exist. */
export function proveStream(pages: Pages, key: string): StreamProof & { readonly head: StreamHead | null } {
  const siblings: Hash[] = [];
  let end: StreamHead | null | undefined;
  for (let depth = 0; end === undefined; depth++)
    end = endOnPage(pages.get(key.slice(0, depth)) ?? EMPTY_PAGE, { key, depth, siblings });
  const isOwn = end?.key === key;
  return { siblings, head: isOwn ? (end ?? null) : null, other: isOwn ? null : (end ?? null) };
}

type Way = { readonly key: string; readonly depth: number; readonly siblings: Hash[] };

/** Follows the key's turns on a page: what its way ends at, or undefined where it goes on below. */
function endOnPage(page: Page, { key, depth, siblings }: Way): StreamHead | null | undefined {
  let [start, end] = [0, WIDTH];
  for (let level = depth * PAGE_LEVELS; ; level++) {
    const [first, second] = heldIn(page, start, end);
    if (first === undefined) return null;
    if (second === undefined && isHead(first)) return first;
    if (end - start === 1) return undefined;
    const middle = (start + end) / 2;
    const right = turnAt(key, level) === 1;
    siblings.push(right ? hashSlots(page, start, middle) : hashSlots(page, middle, end));
    [start, end] = right ? [middle, end] : [start, middle];
  }
}

const heldIn = (page: Page, start: number, end: number) =>
  page.slice(start, end).filter((slot) => slot !== null);

const hashPage = (page: Page): Hash => hashSlots(page, 0, WIDTH);

function hashSlots(page: Page, start: number, end: number): Hash {
  const [first, second] = heldIn(page, start, end);
  if (first === undefined) return NO_HEADS;
  if (second === undefined && isHead(first)) return hashHead(first);
  if (end - start === 1) return isHead(first) ? hashHead(first) : first.hash;
  const middle = (start + end) / 2;
  return hashFork(hashSlots(page, start, middle), hashSlots(page, middle, end));
}

/** Each occupied slot in order: its digit, and a head or, after 16 more, the root of the page below. */
export function encodePage(page: Page): Uint8Array {
  return Uint8Array.from(
    page.flatMap((slot, digit) => {
      if (slot === null) return [];
      return isHead(slot) ? [digit, ...encodeHead(slot)] : [digit + WIDTH, ...slot.hash];
    }),
  );
}

function decodePage(bytes: Uint8Array): Page {
  const page = [...EMPTY_PAGE];
  for (let at = 0; at < bytes.length; ) {
    const mark = bytes[at]!;
    const width = mark < WIDTH ? HEAD_BYTES : HASH_BYTES;
    const content = bytes.slice(at + 1, at + 1 + width);
    if (mark >= 2 * WIDTH || content.length < width) throw new DamagedMap("A page of the map is cut off");
    page[mark % WIDTH] = mark < WIDTH ? decodeHead(content) : { hash: content };
    at += 1 + width;
  }
  return page;
}

const isHead = (slot: StreamHead | { readonly hash: Hash }): slot is StreamHead => "key" in slot;

const digitAt = (key: string, depth: number): number => Number.parseInt(key[depth]!, WIDTH);
