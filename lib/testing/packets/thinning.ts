import type { AuditEntry } from "#lib/audit/entry.ts";
import { canonicalLines, type PacketFiles, withManifest } from "#lib/audit/packet.ts";
import { changedLines } from "./packet-folder.ts";

export type Shown = Omit<AuditEntry, "data"> & { readonly data: Record<string, unknown> };

/** The entries of a packet, in order. */
export const shownIn = (files: PacketFiles): Shown[] =>
  files["entries.ndjson"]!.split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(JSON.parse(line).entry));

/** The streams whose end or absence a packet proves, with their lengths. */
export const streamsIn = (files: PacketFiles): { stream: string; length: number }[] =>
  files["streams.ndjson"]!.split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line));

/** The packet of one who leaves out entries, with their details, and updates the manifest. */
export function thinned(files: PacketFiles, keep: (entry: Shown) => boolean): PacketFiles {
  const kept = new Set(shownIn(files).flatMap((entry) => (keep(entry) ? [entry.id] : [])));
  const { "manifest.json": _, ...rest } = files;
  const lines = (name: string) =>
    files[name]!.split("\n")
      .slice(0, -1)
      .map((line) => JSON.parse(line));
  return withManifest({
    ...rest,
    "entries.ndjson": canonicalLines(
      lines("entries.ndjson").filter(({ entry }) => kept.has(JSON.parse(entry).id)),
    ),
    "details.ndjson": canonicalLines(lines("details.ndjson").filter(({ uid }) => kept.has(uid))),
  });
}

/** The packet without the proof of where some streams end. */
export const withoutProof = (files: PacketFiles, of: (stream: string) => boolean): PacketFiles =>
  changedLines(files, "streams.ndjson", (lines) => lines.filter(({ stream }) => !of(`${stream}`)));
