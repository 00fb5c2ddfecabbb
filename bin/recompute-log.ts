import { bytesToHex } from "@noble/hashes/utils.js";
import { checkpointPage } from "#lib/audit/queries/checkpoint-page.ts";
import { eventPage } from "#lib/audit/queries/event-page.ts";
import { logHead } from "#lib/audit/queries/log-head.ts";
import { tilePage } from "#lib/audit/queries/tile-page.ts";
import { witnessedCheckpoint } from "#lib/audit/queries/witnessed-checkpoint.ts";
import { look } from "#lib/command/query.ts";
import { openCheckpoint } from "#lib/merkle/checkpoint.ts";
import { appendLeaves, EMPTY_FRONTIER, type Frontier, frontierRoot } from "#lib/merkle/frontier.ts";
import { HASH_BYTES, type Hash, hashLeaf, sameBytes } from "#lib/merkle/hash.ts";
import { parseNoteKey } from "#lib/merkle/note.ts";
import { TILE_HEIGHT, TILE_WIDTH } from "#lib/merkle/tile.ts";
import { formerLogKeys, logKey } from "#lib/storage/log-key.ts";
import { type WitnessDemand, type WitnessFindings, witnessesOf } from "./checks/witnesses.ts";
import { type Here, orEnd } from "./installation.ts";

export type Recomputed = {
  readonly leaves: number;
  /** The events of this workspace; it may not read another's content, only its leaves. */
  readonly events: number;
  readonly checkpoints: number;
  /** Of the newest checkpoint that witnesses cosigned. */
  readonly witnesses: WitnessFindings;
  readonly root: string;
  /** Sentences, each with a place. */
  readonly faults: readonly string[];
};

const PAGE_SIZE = 200;

/**
 * Recomputes the log's tree from its leaves, and the workspace's leaves from its events, and compares what is stored:
 * the head, every tile, every signed checkpoint. Reads page by page; events appended meanwhile wait for the next run.
 */
export async function recomputeLog(here: Here, demand: WitnessDemand | null = null): Promise<Recomputed> {
  const faults: string[] = [];
  const { size, root: headRoot } = orEnd(await look(here.db, logHead, {}, here));
  const leaves = await readLeaves(here, size);
  if (leaves.length < size) faults.push(`tile 0: ${leaves.length} leaves are stored, the head has ${size}`);
  const computed = await holdTiles(here, leaves, faults);
  if (!sameBytes(frontierRoot(computed), headRoot))
    faults.push(`head of ${size} leaves: its root is not that of its leaves`);
  const checkpoints = await holdCheckpoints(here, leaves, faults);
  const events = await holdEvents(here, leaves, faults);
  const witnesses = await holdWitnesses(here, demand, faults);
  const root = bytesToHex(frontierRoot(computed));
  return { leaves: leaves.length, events, checkpoints, witnesses, root, faults };
}

async function* pages<T>(read: (after: T | undefined) => Promise<readonly T[]>): AsyncGenerator<T> {
  for (let last: T | undefined; ; ) {
    const page = await read(last);
    yield* page;
    if (page.length < PAGE_SIZE) return;
    last = page.at(-1);
  }
}

const tiles = (here: Here, level: number) =>
  pages<{ n: number; hashes: Uint8Array }>(async (last) =>
    orEnd(await look(here.db, tilePage, { level, from: last ? last.n + 1 : 0, count: PAGE_SIZE }, here)),
  );

async function readLeaves(here: Here, size: number): Promise<Hash[]> {
  const leaves: Hash[] = [];
  for await (const { hashes } of tiles(here, 0)) {
    for (let at = 0; at + HASH_BYTES <= hashes.length && leaves.length < size; at += HASH_BYTES)
      leaves.push(hashes.slice(at, at + HASH_BYTES));
    if (leaves.length >= size) break;
  }
  return leaves;
}

/** Compares every tile above the leaves with the nodes computed from them. */
async function holdTiles(here: Here, leaves: readonly Hash[], faults: string[]): Promise<Frontier> {
  const rows = new Map<number, Hash[]>();
  const frontier = appendLeaves(EMPTY_FRONTIER, leaves, (level, index, hash) => {
    if (level === 0 || level % TILE_HEIGHT !== 0) return;
    const row = rows.get(level / TILE_HEIGHT) ?? [];
    row[index] = hash;
    rows.set(level / TILE_HEIGHT, row);
  });
  for (const [level, row] of rows) {
    let held = 0;
    for await (const { n, hashes } of tiles(here, level)) {
      const first = n * TILE_WIDTH;
      const expected = row.slice(first, first + hashes.length / HASH_BYTES);
      const same = expected.every((hash, i) =>
        sameBytes(hash, hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES)),
      );
      if (!same) faults.push(`tile ${level}/${n}: does not hash from its leaves`);
      held += expected.length;
    }
    if (held < row.length) faults.push(`tile ${level}: ${held} hashes are stored, ${row.length} are due`);
  }
  return frontier;
}

async function holdCheckpoints(here: Here, leaves: readonly Hash[], faults: string[]): Promise<number> {
  const key = parseNoteKey((await logKey()) ?? "");
  const formers = (await formerLogKeys()).flatMap((text) => parseNoteKey(text) ?? []);
  if (!key) faults.push("signer.vkey: missing; the checkpoints cannot be checked");
  let frontier = EMPTY_FRONTIER;
  let held = 0;
  const all = pages<{ size: number; note: string }>(async (last) =>
    orEnd(await look(here.db, checkpointPage, { after: last?.size ?? 0, count: PAGE_SIZE }, here)),
  );
  for await (const { size, note } of all) {
    if (size > leaves.length) break;
    frontier = appendLeaves(frontier, leaves.slice(frontier.size, size));
    held++;
    if (!key) continue;
    const opened = openCheckpoint(note, [key, ...formers]);
    const place = `checkpoint of ${size} leaves`;
    if (!opened.ok) faults.push(`${place}: ${opened.error}`);
    else if (opened.value.size !== size || !sameBytes(opened.value.root, frontierRoot(frontier)))
      faults.push(`${place}: signs a root that is not that of its leaves`);
  }
  return held;
}

/** The checkpoint with its cosignatures is one of those whose root was just compared with its leaves. */
async function holdWitnesses(
  here: Here,
  demand: WitnessDemand | null,
  faults: string[],
): Promise<WitnessFindings> {
  const newest = await look(here.db, witnessedCheckpoint, {}, here);
  const found = witnessesOf(newest.ok ? newest.value.note : "", demand ?? { witnesses: [], required: 0 });
  for (const name of found.forged)
    faults.push(`checkpoint: the signature of the witness ${name} is not over it`);
  return found;
}

async function holdEvents(here: Here, leaves: readonly Hash[], faults: string[]): Promise<number> {
  let held = 0;
  const all = pages<{
    id: number;
    uid: string;
    stream: string;
    entry: Uint8Array;
    index: number | null;
    waiting: boolean;
  }>(async (last) => orEnd(await look(here.db, eventPage, { after: last?.id ?? 0, count: PAGE_SIZE }, here)));
  for await (const { uid, stream, entry, index, waiting } of all) {
    held++;
    const place = `event ${uid} of ${stream}`;
    if (index === null && !waiting)
      faults.push(`${place}: is not in the log and does not wait to be sequenced`);
    if (index === null || index >= leaves.length) continue;
    if (!sameBytes(hashLeaf(entry), leaves[index]!))
      faults.push(`${place} (leaf ${index}): does not hash to its leaf`);
  }
  return held;
}
