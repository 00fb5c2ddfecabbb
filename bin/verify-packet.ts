/** Checks an evidence packet. Imports nothing but Node, so that an auditor can read it whole and run it anywhere. */
import { createPublicKey, hash, verify } from "node:crypto";
import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What is wrong and where: a file, with a line or leaf index where there is one. */
type FindingKind = "tampered" | "incomplete" | "unproven" | "converted" | "ignored";
export type Finding = Readonly<{ kind: FindingKind; place: string; message: string }>;
type Found = Readonly<Record<"tampered" | "incomplete" | "unproven", (place: string, why: string) => void>>;
/** One check of a packet: reports what is wrong, returns what holds. A check that throws found tampering. */
export type Check = { readonly name: string; run(packet: Packet, found: Found): string };

/** An entry as the log writes it. One of another shape fails the first check that reads it. */
type Envelope = Readonly<Record<"id" | "tenant" | "stream" | "action" | "occurred_at", string>> &
  Readonly<{ targets: readonly { type: string; id: string; digest?: string }[]; data?: unknown }> &
  Readonly<{ actor: { type?: string; id: string }; stream_seq: number; details?: Record<string, string> }>;
export type Entry = Readonly<{ line: number; idx: number; text: string; value: Envelope }>;
type Files = ReadonlyMap<string, Buffer>;
export type Packet = {
  readonly files: Files;
  readonly entries: readonly Entry[];
  readonly details: readonly { line: number; uid: string; name: string; salt: string; body: unknown }[];
  readonly leaves: readonly Buffer[];
  readonly trustedKeys: readonly [string, ...string[]];
  readonly keyGiven: boolean;
  readonly olderCheckpoints: readonly { readonly file: string; readonly note: string }[];
  readonly unreadable: readonly string[];
};

export type Options = {
  /** The key to trust; without it the packet's own, which proves only that the packet agrees with itself. */
  readonly vkey?: string;
  /** Files with checkpoints obtained earlier by another way, perhaps signed by the log before this one. */
  readonly olderCheckpoints?: readonly string[];
  readonly formerKeys?: readonly string[];
  readonly checks?: readonly Check[];
};
export type Report = {
  readonly outcomes: readonly { check: string; says: string; findings: readonly Finding[] }[];
  /** 0 complete and true, 1 something was tampered with, 3 not shown: parts are missing, or no key was given. */
  readonly exitCode: 0 | 1 | 3;
};

/** Runs the log's checks, then `options.checks`, on the packet in a folder, or on its files. */
export function verifyPacket(where: string | Files, options: Options = {}): Report {
  const packet = readPacket(typeof where === "string" ? filesIn(where) : where, options);
  const outcomes = [...LOG_CHECKS, ...(options.checks ?? [])].map((check) => {
    const findings: Finding[] = [];
    const as = (kind: FindingKind) => (place: string, why: string) =>
      void findings.push({ kind, place, message: why });
    const found = { tampered: as("tampered"), incomplete: as("incomplete"), unproven: as("unproven") };
    const says = attempt(() => check.run(packet, found));
    if (says === null) found.tampered(check.name, "the packet does not have the expected shape");
    return { check: check.name, says: says ?? "", findings };
  });
  const kinds = new Set(outcomes.flatMap(({ findings }) => findings.map((finding) => finding.kind)));
  return { outcomes, exitCode: kinds.has("tampered") ? 1 : kinds.size > 0 ? 3 : 0 };
}

function filesIn(folder: string): Files {
  const names = (readdirSync(folder, { recursive: true }) as string[]).sort();
  const paths = names.filter((name) => lstatSync(join(folder, name)).isFile());
  return new Map(paths.map((name) => [name.replaceAll("\\", "/"), readFileSync(join(folder, name))]));
}

function readPacket(files: Files, { vkey, formerKeys = [], olderCheckpoints = [] }: Options): Packet {
  const unreadable: string[] = [];
  const linesOf = <T>(file: string, read: (text: string, line: number) => T | null): T[] => {
    const texts = textOf(files, file).split("\n");
    if (texts.pop() !== "") unreadable.push(`${file} after its last line`);
    const values = texts.map((text, i) => attempt(() => read(text, i + 1)));
    for (const [i, value] of values.entries()) if (value === null) unreadable.push(`${file} line ${i + 1}`);
    return values.filter((value) => value !== null);
  };
  return {
    files,
    entries: linesOf("entries.ndjson", (text, line) => {
      const { idx, entry, ...rest } = canonical<{ idx: number; entry: string }>(text);
      const sound = Number.isSafeInteger(idx) && Object.keys(rest).length === 0;
      return sound ? { line, idx, text: entry, value: canonical<Envelope>(entry) } : null;
    }),
    details: linesOf("details.ndjson", (text, line) => {
      const detail = canonical<Packet["details"][number]>(text);
      const sound = Object.keys(detail).join() === "body,name,salt,uid" && isBase64Url(detail.salt);
      return sound ? { ...detail, line } : null;
    }),
    leaves: linesOf("leaves", (text) => (/^[0-9a-f]{64}$/.test(text) ? Buffer.from(text, "hex") : null)),
    trustedKeys: [vkey ?? textOf(files, "vkey").trim(), ...formerKeys],
    keyGiven: vkey !== undefined,
    olderCheckpoints: olderCheckpoints.map((file) => ({ file, note: readFileSync(file, "utf8") })),
    unreadable,
  };
}

const textOf = (files: Files, name: string): string => files.get(name)?.toString("utf8") ?? "";
/** Parsed JSON, only if it was written the one canonical way: no byte of a line may change unnoticed. */
function canonical<Written>(text: string): Written {
  const value: Written = JSON.parse(text);
  if (canonicalJson(value) !== text) throw new Error("not in canonical form");
  return value;
}
const isBase64Url = (text: string): boolean => Buffer.from(text, "base64url").toString("base64url") === text;
const attempt = <T>(read: () => T): T | null => {
  try {
    return read();
  } catch {
    return null;
  }
};

const PRIVATE = /^(person|factors|token)\//; // Of these a packet has the entries, never the details.
const NEEDED = ["manifest.json", "checkpoint", "vkey", "leaves", "entries.ndjson"];
const LOG_CHECKS: readonly Check[] = [
  {
    name: "files",
    run({ files, unreadable }, found) {
      for (const place of unreadable) found.tampered(place, "cannot be read");
      for (const name of NEEDED.filter((one) => !files.has(one))) found.incomplete(name, "is missing");
      const text = textOf(files, "manifest.json").slice(0, -1);
      const manifest = attempt(() => canonical<{ v: unknown; files: Record<string, string> }>(text));
      if (manifest?.v !== 1 || Object.keys(manifest).join() !== "files,v") {
        if (files.has("manifest.json")) found.tampered("manifest.json", "is not a canonical manifest");
        return "";
      }
      const digests = new Map(Object.entries(manifest.files));
      for (const [name, digest] of digests) {
        const bytes = files.get(name);
        if (!bytes) found.incomplete(name, "is listed in manifest.json but missing");
        else if (digest !== `sha256:${sha256(bytes).toString("hex")}`)
          found.tampered(name, "does not match its digest in manifest.json");
      }
      const unlisted = [...files.keys()].filter((name) => name !== "manifest.json" && !digests.has(name));
      for (const name of unlisted) found.tampered(name, "is not listed in manifest.json");
      return `${files.size - 1} files match the manifest`;
    },
  },
  {
    name: "checkpoint",
    run({ files, leaves, trustedKeys, keyGiven, olderCheckpoints }, found) {
      if (!keyGiven) found.unproven("vkey", "by whose key? This one came with the packet");
      const opened = openCheckpoint(textOf(files, "checkpoint"), trustedKeys[0]);
      if (typeof opened === "string") found.tampered("checkpoint", opened);
      if (typeof opened === "string") return "";
      if (opened.size !== leaves.length) found.tampered("leaves", `are ${leaves.length}, not ${opened.size}`);
      else if (!rootOf(leaves).equals(opened.root))
        found.tampered("leaves", "do not hash to the signed root");
      for (const { file, note } of olderCheckpoints) {
        const by = trustedKeys.map((key) => openCheckpoint(note, key));
        const older = [...by.filter((one) => typeof one !== "string"), ...by][0]!;
        if (typeof older === "string") found.tampered(file, older);
        else if (older.size > leaves.length)
          found.incomplete(file, `signed ${older.size} leaves; the leaves from ${leaves.length} are missing`);
        else if (!rootOf(leaves.slice(0, older.size)).equals(older.root))
          found.tampered(file, `signed ${older.size} different leaves: the log was rewritten`);
      }
      return `${opened.origin} signed these ${opened.size} leaves; ${olderCheckpoints.length} older checkpoints agree`;
    },
  },
  {
    name: "entries",
    run({ entries, leaves }, found) {
      const last = new Map<string, number>();
      for (const [i, { line, idx, text, value }] of entries.entries()) {
        const place = `entries.ndjson line ${line} (leaf ${idx})`;
        if (i > 0 && entries[i - 1]!.idx >= idx) found.tampered(place, "is out of order");
        if (!leaves[idx]?.equals(sha256(LEAF, text))) found.tampered(place, "does not hash to its leaf");
        const expected = (last.get(value.stream) ?? 0) + 1;
        if (value.stream_seq !== expected)
          found.tampered(place, `is not event ${expected} of ${value.stream}, which must come here`);
        last.set(value.stream, value.stream_seq);
      }
      return `${entries.length} events are leaves of the log, and their ${last.size} streams have no gaps`;
    },
  },
  {
    name: "details",
    run({ entries, details }, found) {
      const open = new Map<string, string>();
      for (const { value } of entries.filter((entry) => !PRIVATE.test(entry.value.stream)))
        for (const [name, commitment] of Object.entries(value.details ?? {}))
          open.set(`${name} of event ${value.id}`, commitment);
      for (const { line, uid, name, salt, body } of details) {
        const key = `${name} of event ${uid}`;
        const commitment = sha256(Buffer.from(salt, "base64url"), canonicalJson(body)).toString("base64url");
        if (open.get(key) !== commitment)
          found.tampered(`details.ndjson line ${line}`, `does not match the commitment to the ${key}`);
        open.delete(key);
      }
      for (const key of open.keys())
        found.incomplete("details.ndjson", `${key} was erased; its commitment is intact`);
      return `${details.length} details match their commitments`;
    },
  },
];

const [LEAF, NODE, scratch] = [Buffer.of(0), Buffer.of(1), Buffer.alloc(2 ** 16)];

/** The root over leaf hashes (RFC 6962 §2.1). */
export function rootOf(leaves: readonly Buffer[]): Buffer {
  const roots: Buffer[] = [];
  for (const [i, leaf] of leaves.entries()) {
    let root = leaf;
    for (let place = i; place % 2 === 1; place = (place - 1) / 2) root = sha256(NODE, roots.pop()!, root);
    roots.push(root);
  }
  return roots.length === 0 ? sha256() : roots.reduceRight((right, left) => sha256(NODE, left, right));
}

/** The contents of a checkpoint signed by this key (C2SP signed-note, tlog-checkpoint), or why it does not verify. */
function openCheckpoint(note: string, vkey: string): { origin: string; size: number; root: Buffer } | string {
  const [, name = "", id = "", encoded = ""] =
    /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(vkey) ?? [];
  const material = Buffer.from(encoded, "base64");
  const keyId = sha256(`${name}\n`, material).subarray(0, 4);
  if (material.length !== 33 || material[0] !== 1 || keyId.toString("hex") !== id)
    return "has no usable key to be checked with";
  const split = note.lastIndexOf("\n\n") + 1;
  const prefix = `— ${name} `;
  const lines = note.slice(split + 1).split("\n");
  const mine = lines.filter((line) => line.startsWith(prefix));
  const signatures = mine.map((line) => Buffer.from(line.slice(prefix.length), "base64"));
  const signature = signatures.find((bytes) => bytes.subarray(0, 4).equals(keyId));
  if (!signature) return `is not signed by ${name}`;
  const spki = Buffer.concat([Buffer.from("302a300506032b6570032100", "hex"), material.subarray(1)]);
  const key = createPublicKey({ key: spki, format: "der", type: "spki" });
  const text = note.slice(0, split);
  if (!verify(null, Buffer.from(text), key, signature.subarray(4)))
    return `does not match the signature of ${name}`;
  const [origin = "", size = "", root = ""] = text.split("\n");
  if (!/^\d{1,16}$/.test(size) || !Number.isSafeInteger(Number(size)))
    return "has a size beyond exact integers";
  return { origin, size: Number(size), root: Buffer.from(root, "base64") };
}

/** RFC 8785 for what JSON.parse yields. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, one]) => `${JSON.stringify(key)}:${canonicalJson(one)}`).join(",")}}`;
}

/** Called twice for each leaf, so the parts are joined in one buffer where they fit. */
export function sha256(...parts: readonly (Buffer | string)[]): Buffer {
  const most = parts.reduce((bytes, part) => bytes + 3 * part.length, 0);
  const room = most > scratch.length ? Buffer.alloc(most) : scratch;
  let end = 0;
  for (const part of parts) end += typeof part === "string" ? room.write(part, end) : part.copy(room, end);
  return hash("sha256", room.subarray(0, end), "buffer");
}
