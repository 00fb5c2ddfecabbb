import { createHash, generateKeyPairSync, randomBytes, randomUUID, sign } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AuditEntry, commitment, encodeEntry } from "#lib/audit/entry.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { formatCheckpoint } from "#lib/merkle/checkpoint.ts";
import { rootOfLeaves } from "#lib/merkle/frontier.ts";
import { hashLeaf } from "#lib/merkle/hash.ts";
import { formatNote, formatNoteKey, noteKey } from "#lib/merkle/note.ts";

/** A log with a key of its own, for tests. */
export function testLog() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const spki = publicKey.export({ format: "der", type: "spki" });
  const key = noteKey("log.example", new Uint8Array(spki.subarray(-32)));
  const note = (leaves: readonly Uint8Array[], streams?: Uint8Array): string => {
    const head = { size: leaves.length, root: rootOfLeaves(leaves) };
    const text = formatCheckpoint({ origin: key.name, ...head, ...(streams && { streams }) });
    const signature = new Uint8Array(sign(null, Buffer.from(text), privateKey));
    return formatNote({ text, signatures: [{ ...key, signature }] });
  };
  return { vkey: formatNoteKey(key), note };
}

export const TEST_LOG = testLog();

/** Writes a packet of a log of 23 leaves, ten of which, in two streams, are the packet's. */
export function writeTestPacket(folder: string): { folder: string; leaves: Uint8Array[] } {
  const entries: string[] = [];
  const details: string[] = [];
  const seqs = new Map<string, number>();
  const leaves = Array.from({ length: 23 }, (_, idx) => {
    if (idx % 5 > 1) return hashLeaf(randomBytes(40));
    const stream = idx % 5 === 0 ? "release/1" : "rollout/1";
    const streamSeq = (seqs.get(stream) ?? 0) + 1;
    seqs.set(stream, streamSeq);
    const event = eventOf(stream, streamSeq, idx);
    entries.push(`${canonicalJson({ idx, entry: new TextDecoder().decode(event.bytes) })}\n`);
    details.push(`${canonicalJson(event.detail)}\n`);
    return hashLeaf(event.bytes);
  });
  const files = {
    checkpoint: TEST_LOG.note(leaves),
    vkey: `${TEST_LOG.vkey}\n`,
    leaves: leaves.map((leaf) => `${Buffer.from(leaf).toString("hex")}\n`).join(""),
    "entries.ndjson": entries.join(""),
    "details.ndjson": details.join(""),
    "release.json": "{}\n",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  writeTestManifest(folder);
  return { folder, leaves };
}

/** Lists the files of the folder as they are now. */
export function writeTestManifest(folder: string): void {
  const names = readdirSync(folder).filter((name) => name !== "manifest.json");
  const digest = (name: string): string =>
    `sha256:${createHash("sha256")
      .update(readFileSync(join(folder, name)))
      .digest("hex")}`;
  const files = Object.fromEntries(names.map((name) => [name, digest(name)]));
  writeFileSync(join(folder, "manifest.json"), `${canonicalJson({ v: 1, files })}\n`);
}

function eventOf(stream: string, streamSeq: number, idx: number) {
  const salt = randomBytes(32);
  const body = { comment: `grüße ${idx}` };
  const entry: AuditEntry = {
    v: 1,
    id: randomUUID(),
    tenant: "t",
    stream,
    stream_seq: streamSeq,
    action: "thing.happened",
    occurred_at: "2026-11-23T03:40:00.123Z",
    outcome: "success",
    actor: { type: "user", id: "u" },
    targets: [],
    data: { idx },
    details: { reason: commitment(salt, body) },
  };
  const encoded = encodeEntry(entry);
  if (!encoded.ok) throw new Error(encoded.error.message);
  const detail = { uid: entry.id, name: "reason", salt: salt.toString("base64url"), body };
  return { bytes: encoded.value, detail };
}
