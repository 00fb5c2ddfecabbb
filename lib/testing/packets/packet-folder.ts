import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { withManifest } from "#lib/audit/packet.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { hashLeaf } from "#lib/merkle/hash.ts";
import { TEST_LOG } from "./evidence-packet.ts";

export function writePacket(folder: string, files: PacketFiles): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

// biome-ignore lint/suspicious/noExplicitAny: tests change whatever they like.
type Json = any;

/** The packet with one of its files changed, and the manifest updated as a careful forger would. */
export function changed(files: PacketFiles, name: string, change: (text: string) => string): PacketFiles {
  const { "manifest.json": _, ...rest } = files;
  const text = change(files[name]!);
  if (text === files[name]) throw new Error(`nothing changed in ${name}`);
  return withManifest({ ...rest, [name]: text });
}

/** The same for a document of JSON. */
export const changedJson = (files: PacketFiles, name: string, change: (value: Json) => void): PacketFiles =>
  changed(files, name, (text) => {
    const value = JSON.parse(text);
    change(value);
    return `${canonicalJson(value)}\n`;
  });

/** The same for the lines of a file. */
export const changedLines = (
  files: PacketFiles,
  name: string,
  change: (lines: Json[]) => Json[],
): PacketFiles =>
  changed(files, name, (text) => {
    const lines = text.split("\n").slice(0, -1);
    return change(lines.map((line) => JSON.parse(line)))
      .map((line) => `${canonicalJson(line)}\n`)
      .join("");
  });

/**
 * A packet from somebody with the signing key who rewrote the log: entries as `change` leaves them, renumbered in
 * their streams, with matching leaves and checkpoint. `TEST_LOG.vkey` signs it.
 */
export function forged(files: PacketFiles, change: (entries: Json[]) => Json[]): PacketFiles {
  const lines = files["entries.ndjson"]!.split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  const entries = change(lines.map(({ idx, entry }) => ({ idx, ...JSON.parse(entry) })));
  const seqs = new Map<string, number>();
  const leaves = files["leaves"]!.split("\n").slice(0, -1);
  const written = entries.map(({ idx, ...entry }) => {
    const streamSeq = (seqs.get(entry.stream) ?? 0) + 1;
    seqs.set(entry.stream, streamSeq);
    const text = canonicalJson({ ...entry, stream_seq: streamSeq });
    leaves[idx] = Buffer.from(hashLeaf(new TextEncoder().encode(text))).toString("hex");
    return `${canonicalJson({ idx, entry: text })}\n`;
  });
  const uids = new Set(entries.map(({ id }) => id));
  const details = files["details.ndjson"]!.split("\n").filter(
    (line) => line && uids.has(JSON.parse(line).uid),
  );
  const { "manifest.json": _, ...rest } = files;
  return withManifest({
    ...rest,
    "entries.ndjson": written.join(""),
    "details.ndjson": details.map((line) => `${line}\n`).join(""),
    leaves: leaves.map((leaf) => `${leaf}\n`).join(""),
    checkpoint: TEST_LOG.note(leaves.map((leaf) => Uint8Array.from(Buffer.from(leaf, "hex")))),
    vkey: `${TEST_LOG.vkey}\n`,
  });
}
