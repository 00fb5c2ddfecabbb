import type { AuditEntry } from "#lib/audit/entry.ts";
import { canonicalLines, type PacketFiles, withManifest } from "#lib/audit/packet.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { hashLeaf } from "#lib/merkle/hash.ts";
import { writtenStream } from "#lib/merkle/written-proof.ts";
import { mapOfEntries } from "#lib/testing/worlds/stream-map.ts";
import { TEST_LOG } from "./evidence-packet.ts";

/** An entry of a packet with its place in the log, to be changed at will. */
export type Forgeable = Omit<AuditEntry, "data"> & { idx: number; data: Record<string, unknown> };
export type Forging = (entries: Forgeable[]) => Forgeable[];

/** Entries of this type, without those of the releases that approved its ancestors: they were opened before. */
export function ownOf(entries: readonly Forgeable[], action: string): Forgeable[] {
  const own = entries.findLast((entry) => entry.action === "release.opened")?.stream;
  return entries.filter(
    (entry) => entry.action === action && (!entry.stream.startsWith("release/") || entry.stream === own),
  );
}

/** The entry of this type that comes `at` places after the first of it. */
export function nthOf(entries: readonly Forgeable[], action: string, at: number): Forgeable {
  const found = ownOf(entries, action)[at];
  if (!found) throw new Error(`no ${action} at ${at}`);
  return found;
}

export const without =
  (action: string, at = 0): Forging =>
  (entries) =>
    entries.filter((entry) => entry !== nthOf(entries, action, at));

export const altering =
  (action: string, at: number, alter: (entry: Forgeable) => void): Forging =>
  (entries) => {
    alter(nthOf(entries, action, at));
    return entries;
  };

/**
 * The packet of one who holds the signing key and rewrote the log: entries as `change` leaves them, renumbered in
 * their streams, with leaves, stream heads and a checkpoint to match. `TEST_LOG.vkey` signs it.
 */
export function forged(files: PacketFiles, change: Forging): PacketFiles {
  const lines = files["entries.ndjson"]!.split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  const entries = change(lines.map(({ idx, entry }): Forgeable => ({ idx, ...JSON.parse(entry) })));
  const seqs = new Map<string, number>();
  const leaves = files["leaves"]!.split("\n").slice(0, -1);
  const written = entries.map(({ idx, ...entry }) => {
    const { stream } = entry;
    const streamSeq = (seqs.get(stream) ?? 0) + 1;
    seqs.set(stream, streamSeq);
    const text = canonicalJson({ ...entry, stream_seq: streamSeq });
    leaves[idx] = Buffer.from(hashLeaf(new TextEncoder().encode(text))).toString("hex");
    return { idx, stream, text };
  });
  const map = mapOfEntries(written);
  const uids = new Set(entries.map(({ id }) => id));
  const details = files["details.ndjson"]!.split("\n").filter(
    (line) => line && uids.has(JSON.parse(line).uid),
  );
  const { "manifest.json": _, ...rest } = files;
  return withManifest({
    ...rest,
    "entries.ndjson": canonicalLines(written.map(({ idx, text }) => ({ idx, entry: text }))),
    "streams.ndjson": canonicalLines(
      streamsIn(files).map((stream) => writtenStream(stream, map.prove(stream))),
    ),
    "details.ndjson": details.map((line) => `${line}\n`).join(""),
    leaves: leaves.map((leaf) => `${leaf}\n`).join(""),
    checkpoint: TEST_LOG.note(
      leaves.map((leaf) => Uint8Array.from(Buffer.from(leaf, "hex"))),
      map.root,
    ),
    vkey: `${TEST_LOG.vkey}\n`,
  });
}

const streamsIn = (files: PacketFiles): string[] =>
  files["streams.ndjson"]!.split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line).stream);
