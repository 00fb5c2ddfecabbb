import { canonicalLines, type PacketFiles } from "#lib/audit/packet.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { parseCheckpoint } from "#lib/merkle/checkpoint.ts";
import { sameBytes } from "#lib/merkle/hash.ts";
import { parseNote } from "#lib/merkle/note.ts";
import { type StreamHead, streamKey } from "#lib/merkle/stream-head.ts";
import {
  changeHeads,
  DamagedMap,
  loadPages,
  mergePages,
  type Pages,
  proveStream,
  rootOfPages,
} from "#lib/merkle/stream-map.ts";
import { writtenStream } from "#lib/merkle/written-proof.ts";
import type { SignedCheckpoint } from "./find-checkpoint.ts";

/**
 * Where each stream ends under a checkpoint, or that it does not exist, with proofs; nothing under a checkpoint of an earlier
 * version, which names no heads.
 */
export async function streamProofs(
  tx: Tx,
  { size, note }: SignedCheckpoint,
  streams: readonly string[],
): Promise<Result<PacketFiles, Refusal>> {
  const opened = parseNote(note);
  const checkpoint = opened.ok ? parseCheckpoint(opened.value.text) : opened;
  if (!checkpoint.ok) throw new Error(`A stored checkpoint is malformed: ${checkpoint.error}`);
  const { streams: root } = checkpoint.value;
  if (root === undefined) return ok({});
  const pages = await pagesAsOf(tx, size, streams.map(streamKey));
  if (pages === null || !sameBytes(rootOfPages(pages), root))
    return refuse(
      "unavailable",
      "stream-heads-damaged",
      "The stored heads of the streams are not those of the checkpoint.",
      { todo: "Try again: the signer recomputes them with the next event.", retryAfterSeconds: 5 },
    );
  const lines = streams.map((stream) => writtenStream(stream, proveStream(pages, streamKey(stream))));
  return ok({ "streams.ndjson": canonicalLines(lines) });
}

/** The pages of these keys as of a tree of `size` leaves, which the stored map may have passed; null where it is damaged. */
async function pagesAsOf(tx: Tx, size: bigint, keys: readonly string[]): Promise<Pages | null> {
  const stored = await tx.auditStreamMap.findUniqueOrThrow({ where: { id: 1 } });
  const [low, high] = stored.size < size ? [stored.size, size] : [size, stored.size];
  const moved = await tx.$queryRaw<StreamHead[]>`
    SELECT key, length::int, last FROM stream_heads_at(${low}::bigint, ${high}::bigint, ${size}::bigint)`;
  const changes = new Map(moved.map((head) => [head.key, head.length === 0 ? null : head]));
  try {
    const pages = await loadPages(stored.root, [...keys, ...changes.keys()], (prefixes) =>
      readPages(tx, prefixes),
    );
    return mergePages(pages, changeHeads(pages, changes));
  } catch (error) {
    if (error instanceof DamagedMap) return null;
    throw error;
  }
}

async function readPages(tx: Tx, prefixes: readonly string[]): Promise<Map<string, Uint8Array>> {
  const rows = await tx.$queryRaw<{ prefix: string; slots: Uint8Array }[]>`
    SELECT prefix, slots FROM audit_stream_page WHERE prefix = ANY (${prefixes}::text[])`;
  return new Map(rows.map(({ prefix, slots }) => [prefix, new Uint8Array(slots)]));
}
