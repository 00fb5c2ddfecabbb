import { z } from "zod";
import { parseNote } from "#lib/merkle/note.ts";
import { isPacketReadme } from "#lib/rollouts/packet-readme.ts";
import type { Packet } from "../verify-packet.ts";
import { documentCheck, type Found, linesOf, parsed } from "./documents.ts";

/** Nothing is in the packet but what an export writes: no other file, no other field, no other README. */
export const shapeCheck = documentCheck("shape", ({ release }, packet, found) => {
  for (const name of packet.files.keys())
    if (!Object.hasOwn(FIELDS, name)) found.tampered(name, "is not a file of a packet");
  for (const [name, fields] of Object.entries(FIELDS)) holdFields(packet, { name, fields }, found);
  const readme = textOf(packet, "README.md");
  if (readme !== null && !isPacketReadme(readme, release.number))
    found.tampered("README.md", "is not what a packet of this release comes with");
  const note = parseNote(textOf(packet, "checkpoint") ?? "");
  if (!note.ok) found.tampered("checkpoint", note.error);
  if (!/^\S+\n$/.test(textOf(packet, "vkey") ?? "")) found.tampered("vkey", "is not one key");
  return `${packet.files.size} files with no field that an export does not write`;
});

const any = z.unknown();
const fieldsOf = (...names: string[]) => z.strictObject(Object.fromEntries(names.map((name) => [name, any])));
const round = fieldsOf("round", "openedAt", "openedBy", "changed", "sections", "digests", "subject");

/** The fields of each file, of a line or of the document; null for what other checks read whole. */
const FIELDS: Readonly<Record<string, z.ZodType | null>> = {
  "README.md": null,
  "manifest.json": null,
  checkpoint: null,
  vkey: null,
  leaves: null,
  "entries.ndjson": null,
  "details.ndjson": null,
  "streams.ndjson": null,
  "version-files.json": null,
  "rollout.json": null,
  "policy.json": fieldsOf("v", "version", "digest", "publishedAt", "publishedBy", "content"),
  "release.json": fieldsOf(
    ...["v", "id", "number", "workspace", "model", "pointer", "state", "round", "openedAt", "author"],
    ...["approvedAt", "validUntil", "rounds"],
  ).extend({ rounds: z.array(round) }),
  "contributors.json": z.array(fieldsOf("person", "because", "at")),
  "people.json": z.array(fieldsOf("id", "name")),
  "dossiers.ndjson": fieldsOf("digest", "content"),
  "verdicts.ndjson": fieldsOf("verdict", "statement"),
  "gate-verdicts.ndjson": fieldsOf(
    ...["verdict", "stage", "decidedAt", "judge", "inputsDigest", "inputs", "verdicts", "decision"],
  ),
};

type Held = { readonly name: string; readonly fields: z.ZodType | null };

function holdFields(packet: Packet, { name, fields }: Held, found: Found): void {
  if (fields === null || !packet.files.has(name)) return;
  for (const [i, line] of linesOf(packet, name).entries()) {
    const read = fields.safeParse(parsed(line));
    const issue = read.success ? null : read.error.issues[0]!;
    const place = name.endsWith(".ndjson") ? `${name} line ${i + 1}` : name;
    if (issue) found.tampered(place, `has other fields than an export writes: ${issue.message}`);
  }
}

const textOf = ({ files }: Packet, name: string): string | null => files.get(name)?.toString("utf8") ?? null;
