import { toBase64 } from "#lib/kernel/base64.ts";
import { parseCheckpoint } from "#lib/merkle/checkpoint.ts";
import { type Hash, hashLeaf, sameBytes } from "#lib/merkle/hash.ts";
import { parseNote } from "#lib/merkle/note.ts";
import { rootOfStreamLine, type StreamLine } from "#lib/merkle/written-proof.ts";
import { packetStreams } from "#lib/rollouts/packet-streams.ts";
import type { Entry, Packet } from "../verify-packet.ts";
import {
  documentCheck,
  type Found,
  lastAt,
  linesOf,
  parsed,
  placeOf,
  type ReleaseDocument,
} from "./documents.ts";

export const STREAMS = "streams.ndjson";

/**
 * The packet has every event of every stream that belongs in it, up to its checkpoint: the signed map of stream heads
 * says where each ends, and which do not exist.
 */
export const streamsCheck = documentCheck("streams", ({ release }, packet, found) => {
  const root = signedHeads(packet);
  if (root === null) {
    if (packet.files.has(STREAMS))
      found.tampered(STREAMS, "came with a checkpoint that names no stream heads");
    found.unproven("checkpoint", "it was made before completeness could be shown");
    return "";
  }
  const ends = provenEnds(packet, root, found);
  holdEnds(packet, ends, found);
  for (const stream of packetStreams(release.id, valuesOf(packet)))
    if (!ends.has(stream)) found.incomplete(STREAMS, `lacks ${stream}`);
  if (!isListed(packet, release)) found.incomplete("release.json", UNLISTED);
  const existing = [...ends.values()].filter(({ length }) => length > 0).length;
  return `${existing} streams are whole up to leaf ${packet.leaves.length} (the newest event here is of ${lastAt(packet)}), and ${ends.size - existing} do not exist`;
});

const valuesOf = ({ entries }: Packet) => entries.map(({ value }) => value);

const UNLISTED =
  "was opened before releases were listed by digest; earlier ones of the same version may be missing";

/** The root of the map of stream heads under the checkpoint, whose signature the check of the checkpoint verifies. */
function signedHeads({ files }: Packet): Hash | null {
  const note = parseNote(files.get("checkpoint")?.toString("utf8") ?? "");
  const checkpoint = note.ok ? parseCheckpoint(note.value.text) : note;
  return (checkpoint.ok && checkpoint.value.streams) || null;
}

function provenEnds(packet: Packet, root: Hash, found: Found): ReadonlyMap<string, StreamLine> {
  const ends = new Map<string, StreamLine>();
  for (const [i, text] of linesOf(packet, STREAMS).entries()) {
    const line = parsed(text);
    const proven = rootOfStreamLine(line);
    if (proven === null || !sameBytes(proven, root))
      found.tampered(`${STREAMS} line ${i + 1}`, "does not prove where its stream ends");
    else ends.set((line as StreamLine).stream, line as StreamLine);
  }
  return ends;
}

/** Every stream that exists is in the packet, up to its end. */
function holdEnds({ entries }: Packet, ends: ReadonlyMap<string, StreamLine>, found: Found): void {
  const byStream = Map.groupBy(entries, ({ value }) => value.stream);
  for (const stream of byStream.keys())
    if (!ends.has(stream)) found.incomplete(STREAMS, `does not show where ${stream} ends`);
  for (const end of ends.values()) holdEnd(byStream.get(end.stream) ?? [], end, found);
}

function holdEnd(entries: readonly Entry[], { stream, length, last }: StreamLine, found: Found): void {
  const newest = entries.at(-1);
  if (entries.length < length)
    found.incomplete("entries.ndjson", `lacks events ${entries.length + 1} to ${length} of ${stream}`);
  else if (newest && (entries.length > length || leafOf(newest) !== last))
    found.tampered(placeOf(newest), `is not the end of ${stream}`);
}

const leafOf = ({ text }: Entry): string => toBase64(hashLeaf(new TextEncoder().encode(text)));

/** Whether the stream of its digest lists the release, as it does since releases are listed. */
const isListed = (packet: Packet, { id }: ReleaseDocument): boolean =>
  valuesOf(packet).some(
    ({ action, targets }) => action === "version.offered" && targets.some((target) => target.id === id),
  );
