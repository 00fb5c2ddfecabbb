import { bytesToHex } from "@noble/hashes/utils.js";
import type { AuditEntry } from "#lib/audit/entry.ts";
import { canonicalLines, type PacketFiles } from "#lib/audit/packet.ts";
import type { Tx } from "#lib/db/client.ts";
import { toBase64Url } from "#lib/kernel/base64.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { HASH_BYTES } from "#lib/merkle/hash.ts";
import { logKey } from "#lib/storage/log-key.ts";
import { findWitnessed } from "./find-checkpoint.ts";
import { streamProofs } from "./stream-proofs.ts";

/** Beyond this size, a packet with the hash of every leaf (65 bytes each) is too large to hand over. */
const LEAVES_MAX = 2_000_000;

/** Which streams a packet contains: those to begin with, and those that entries name. */
export type Gathering = {
  readonly streams: readonly string[];
  readonly named: (entries: readonly AuditEntry[]) => ReadonlySet<string>;
  /** Streams whose details stay out of a packet. */
  readonly isPrivate: (stream: string) => boolean;
};

/**
 * The log's part of an evidence packet: a checkpoint that covers them, cosigned where there are witnesses, its key, the hash
 * of every leaf it covers, all events of the given streams and of those they name with the details not erased, and the proof of
 * where each stream ends. Refuses while events of the streams wait to be signed,
 * usually for less than a second: a packet without the latest decision would mislead.
 */
export async function logEvidence(tx: Tx, gathering: Gathering): Promise<Result<PacketFiles, Refusal>> {
  const { streams, events } = await gather(tx, gathering);
  const last = events.at(-1)?.idx ?? null;
  const checkpoint = await findWitnessed(tx, last === null ? 0 : Number(last) + 1);
  if (!checkpoint.ok) return checkpoint;
  const key = await logKey();
  if (key === null)
    return refuse("unavailable", "log-key-missing", "The log's key is not in the data folder.", {
      todo: "Start the signer with this data folder, or name the folder it uses.",
    });
  const size = Number(checkpoint.value.size);
  if (size > LEAVES_MAX)
    return refuse("too-large", "log-too-large", `A packet lists every leaf, and ${size} are too many.`, {
      todo: "Use receipts of single events instead.",
    });
  const waiting = events.filter((event) => event.idx === null || Number(event.idx) >= size);
  if (waiting.length > 0)
    return refuse("unavailable", "events-not-signed-yet", `${waiting.length} events wait to be signed.`, {
      todo: "Try again in a second. If it persists, check that the sequencer and the signer run.",
      retryAfterSeconds: 1,
    });
  const proofs = await streamProofs(tx, checkpoint.value, streams);
  if (!proofs.ok) return proofs;
  const details = await readDetails(
    tx,
    streams.filter((stream) => !gathering.isPrivate(stream)),
  );
  return ok({
    ...proofs.value,
    checkpoint: checkpoint.value.note,
    vkey: `${key}\n`,
    leaves: await readLeaves(tx, size),
    "entries.ndjson": canonicalLines(
      events.map(({ idx, entry }) => ({ idx: Number(idx), entry: new TextDecoder().decode(entry) })),
    ),
    "details.ndjson": canonicalLines(
      details.map((detail) => ({ ...detail, salt: toBase64Url(detail.salt) })),
    ),
  });
}

type Event = { readonly idx: bigint | null; readonly entry: Uint8Array };

/** Reads streams until what was read names no more. */
async function gather(
  tx: Tx,
  { streams, named }: Gathering,
): Promise<{ streams: string[]; events: readonly Event[] }> {
  const known = new Set<string>();
  const events: Event[] = [];
  for (let next = [...streams]; next.length > 0; ) {
    events.push(...(await readEvents(tx, next)));
    for (const stream of next) known.add(stream);
    next = [...named(events.map(({ entry }) => writtenEntry(entry)))].filter((stream) => !known.has(stream));
  }
  const placed = events.toSorted((a, b) => Number(a.idx ?? Infinity) - Number(b.idx ?? Infinity));
  return { streams: [...known].sort(), events: placed };
}

/** Stored entries were checked when they were written. */
const writtenEntry = (bytes: Uint8Array): AuditEntry => JSON.parse(new TextDecoder().decode(bytes));

const readEvents = (tx: Tx, streams: readonly string[]) =>
  tx.$queryRaw<Event[]>`
    SELECT leaf.idx, event.entry FROM audit_event event LEFT JOIN audit_leaf leaf ON leaf.event_id = event.id
    WHERE event.stream = ANY (${streams}) ORDER BY leaf.idx`;

const readDetails = (tx: Tx, streams: readonly string[]) =>
  tx.$queryRaw<{ uid: string; name: string; salt: Uint8Array; body: unknown }[]>`
    SELECT event.uid::text, detail.name, detail.salt, detail.body
    FROM audit_detail detail JOIN audit_event event ON event.id = detail.event_id
    WHERE event.stream = ANY (${streams}) ORDER BY event.id, detail.name`;

async function readLeaves(tx: Tx, size: number): Promise<string> {
  const tiles = await tx.auditTile.findMany({ where: { level: 0 }, orderBy: { n: "asc" } });
  const hashes = tiles.flatMap(({ hashes }) =>
    Array.from({ length: hashes.length / HASH_BYTES }, (_, i) =>
      hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES),
    ),
  );
  return hashes
    .slice(0, size)
    .map((hash) => `${bytesToHex(hash)}\n`)
    .join("");
}
