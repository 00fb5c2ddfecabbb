import type pg from "pg";
import type { TreeHead } from "#lib/merkle/checkpoint.ts";
import { appendLeaves, frontierRoot } from "#lib/merkle/frontier.ts";
import { type Hash, hashLeaf, sameBytes } from "#lib/merkle/hash.ts";
import { NO_HEADS, type StreamHead, streamKey } from "#lib/merkle/stream-head.ts";
import {
  changeHeads,
  DamagedMap,
  encodePage,
  headIn,
  loadPages,
  mergePages,
  type Page,
  rootOfPages,
} from "#lib/merkle/stream-map.ts";
import type { SignedHead } from "./signer-folder.ts";
import { storedFrontier } from "./signer-head.ts";

/** Leaves taken into the map at a time: the computation between two queries stays far below the time a transaction may idle. */
const LEAVES_MAX = 500;

/** The map of stream heads over the first `size` leaves. */
type StreamMap = { readonly size: number; readonly root: Hash };

const NO_STREAMS: StreamMap = { size: 0, root: NO_HEADS };

export const whyNotToFollow = ({ size }: TreeHead, folderName: string): string =>
  `The entries of the log are not those of its ${size} leaves, or the heads of its streams are not those signed before. ` +
  `Nothing is signed until this is resolved. Bring the database back to a state that contains every signed event. Do not delete ${folderName}, it proves what was signed.`;

/**
 * The root of the map of stream heads as of `head`, computed in the open transaction from the stored map and the entries
 * since, each of which must hash to its leaf. The stored map counts only if it leads to the root that was signed last;
 * otherwise it is recomputed from the first entry. Null where the entries do not lead there either.
 */
export async function followStreams(
  client: pg.Client,
  last: SignedHead | null,
  head: TreeHead,
): Promise<Hash | null> {
  const stored = await readMap(client);
  const usable = last?.streams !== undefined && stored.size <= last.size;
  const continued = usable ? await viaSigned(client, stored, { last, head }) : null;
  if (continued !== null) return continued;
  await client.query("DELETE FROM audit_stream_page");
  return viaSigned(client, NO_STREAMS, { last, head });
}

type Heads = { last: SignedHead | null; head: TreeHead };

async function viaSigned(client: pg.Client, from: StreamMap, { last, head }: Heads): Promise<Hash | null> {
  try {
    const signed = last === null ? from : await advance(client, from, last);
    if (signed === null) return null;
    if (last?.streams && !sameBytes(signed.root, last.streams)) return null;
    return (await advance(client, signed, head))?.root ?? null;
  } catch (error) {
    if (error instanceof DamagedMap) return null;
    throw error;
  }
}

async function readMap(client: pg.Client): Promise<StreamMap> {
  const { rows } = await client.query<{ size: string; root: Buffer }>(
    "SELECT size, root FROM audit_stream_map WHERE id = 1",
  );
  return { size: Number(rows[0]!.size), root: new Uint8Array(rows[0]!.root) };
}

/** Takes in the entries up to a head. Null unless they are exactly its leaves. */
async function advance(client: pg.Client, from: StreamMap, to: TreeHead): Promise<StreamMap | null> {
  let frontier = await storedFrontier(client, from.size);
  let { root } = from;
  while (frontier !== null && frontier.size < to.size) {
    const entries = await readEntries(client, frontier.size, Math.min(to.size, frontier.size + LEAVES_MAX));
    if (entries.length === 0) return null;
    frontier = appendLeaves(
      frontier,
      entries.map(({ leaf }) => leaf),
    );
    root = await takeIn(client, root, entries);
  }
  if (frontier === null || !sameBytes(frontierRoot(frontier), to.root)) return null;
  await client.query("UPDATE audit_stream_map SET size = $1, root = $2 WHERE id = 1", [to.size, root]);
  return { size: to.size, root };
}

type Told = { readonly key: string; readonly leaf: Hash };

async function readEntries(client: pg.Client, from: number, to: number): Promise<Told[]> {
  const { rows } = await client.query<{ entry: Buffer }>(
    `SELECT event.entry FROM audit_leaf leaf JOIN audit_event event ON event.id = leaf.event_id
     WHERE leaf.idx >= $1 AND leaf.idx < $2 ORDER BY leaf.idx`,
    [from, to],
  );
  return rows.map(({ entry }) => {
    const { stream } = JSON.parse(entry.toString("utf8")) as { stream: string };
    return { key: streamKey(stream), leaf: hashLeaf(new Uint8Array(entry)) };
  });
}

async function takeIn(client: pg.Client, root: Hash, entries: readonly Told[]): Promise<Hash> {
  const keys = [...new Set(entries.map(({ key }) => key))];
  const pages = await loadPages(root, keys, (prefixes) => readPages(client, prefixes));
  const heads = new Map<string, StreamHead>();
  for (const { key, leaf } of entries) {
    const before = heads.get(key) ?? headIn(pages, key);
    heads.set(key, { key, length: (before?.length ?? 0) + 1, last: leaf });
  }
  const changed = changeHeads(pages, heads);
  await storePages(client, changed);
  return rootOfPages(mergePages(pages, changed));
}

async function readPages(client: pg.Client, prefixes: readonly string[]): Promise<Map<string, Uint8Array>> {
  const { rows } = await client.query<{ prefix: string; slots: Buffer }>(
    "SELECT prefix, slots FROM audit_stream_page WHERE prefix = ANY ($1::text[])",
    [prefixes],
  );
  return new Map(rows.map(({ prefix, slots }) => [prefix, new Uint8Array(slots)]));
}

/** Streams only grow, so no page of the newest map ever goes. */
async function storePages(client: pg.Client, changed: ReadonlyMap<string, Page | null>): Promise<void> {
  const pages = [...changed].flatMap(([prefix, page]) => (page === null ? [] : [{ prefix, page }]));
  await client.query(
    `INSERT INTO audit_stream_page (prefix, slots) SELECT * FROM unnest($1::text[], $2::bytea[])
     ON CONFLICT (prefix) DO UPDATE SET slots = EXCLUDED.slots`,
    [pages.map(({ prefix }) => prefix), pages.map(({ page }) => Buffer.from(encodePage(page)))],
  );
}
