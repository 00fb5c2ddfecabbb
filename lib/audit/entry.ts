import { sha256 } from "@noble/hashes/sha2.js";
import { concatBytes } from "@noble/hashes/utils.js";
import { z } from "zod";
import { toBase64Url } from "#lib/kernel/base64.ts";
import { canonicalBytes } from "#lib/kernel/canonical-json.ts";
import type { Plain } from "#lib/kernel/event.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { err, ok, type Result } from "#lib/kernel/result.ts";

/** Entry bundles allow 65,535 bytes an entry; ours stay well below, so that a page of them stays small. */
export const ENTRY_BYTES_MAX = 16 * 1024;
const SALT_BYTES = 32;
const DEPTH_MAX = 16;

const name = z.string().min(1).max(200);
const token = z.string().regex(/^[\x21-\x7e]{1,200}$/);
const commitmentText = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
/** Names that people give, of metrics for one, are keys too. */
const dataKey = z
  .string()
  .min(1)
  .max(200)
  .refine((key) => key.isWellFormed() && !/\p{Cc}/u.test(key), "a key is text without control characters");
const detailName = z.string().regex(/^[\x21-\x7e]{1,80}$/);

export const OUTCOMES = ["success", "denied", "failed"] as const;
export const ACTOR_TYPES = ["user", "service", "system"] as const;

const entrySchema = z.strictObject({
  v: z.literal(1),
  id: z.uuid(),
  /** Id of the workspace. */
  tenant: token,
  /** What the event is about, e.g. `release/<id>`; within it `stream_seq` counts from 1 without a gap. */
  stream: z.string().regex(/^[a-z][a-z0-9-]*\/[\x21-\x7e]{1,160}$/),
  stream_seq: z.int().min(1),
  action: z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/),
  occurred_at: z.string().refine(isMillisecondInstant, "times are UTC with three decimals and a Z"),
  outcome: z.enum(OUTCOMES),
  actor: z.strictObject({
    type: z.enum(ACTOR_TYPES),
    id: name,
    auth: z.strictObject({ method: token, session: token.optional() }).optional(),
  }),
  targets: z.array(z.strictObject({ type: token, id: name, digest: token.optional() })).max(50),
  request: z.strictObject({ id: token, idempotency: token.optional() }).optional(),
  /**
   * The public facts of the event: enough to replay every decision from the log alone. Integers only, because two
   * languages may write the same fraction differently; metric values go in as decimal strings.
   */
  data: z.record(dataKey, z.unknown()).optional(),
  /** Commitments to personal detail that is kept beside the log and may be erased. */
  details: z.record(detailName, commitmentText).optional(),
});

/** One event of the audit log, as it is hashed. Field names are those of the published envelope. */
export type AuditEntry = Omit<z.infer<typeof entrySchema>, "data"> & {
  readonly data?: { readonly [key: string]: Plain };
};

/**
 * The canonical bytes of an entry: the input of its leaf hash, stored as they are and never written again.
 * Refuses what a person can cause (too large, malformed text); throws TypeError on an entry we built wrongly.
 */
export function encodeEntry(entry: AuditEntry): Result<Uint8Array, Refusal> {
  const malformed = malformedText(entry, "entry");
  if (malformed !== null)
    return refuse("invalid", "text-not-well-formed", "A text holds a character that cannot be recorded.", {
      field: malformed,
      todo: "Remove the broken character and try again.",
    });
  requireValid(entry);
  const bytes = canonicalBytes(entry);
  if (bytes.length > ENTRY_BYTES_MAX)
    return refuse(
      "too-large",
      "event-too-large",
      `The record of this act would take ${bytes.length} bytes; at most ${ENTRY_BYTES_MAX} fit.`,
      { todo: "Shorten the longest text, or attach it as a document and refer to it." },
    );
  return ok(bytes);
}

/** Reads an entry, accepting only bytes that {@link encodeEntry} would write. The error is a sentence. */
export function decodeEntry(bytes: Uint8Array): Result<AuditEntry, string> {
  if (bytes.length > ENTRY_BYTES_MAX) return err("The entry is too long");
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const entry = JSON.parse(text) as AuditEntry;
    requireValid(entry);
    const canonical = new TextDecoder().decode(canonicalBytes(entry));
    return canonical === text ? ok(entry) : err("The entry is not in canonical form");
  } catch (error) {
    return err(`Not an entry: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** SHA-256(salt || canonical block) in URL-safe base64. Without its 32-byte random salt a block cannot be guessed from it. */
export function commitment(salt: Uint8Array, block: unknown): string {
  if (salt.length !== SALT_BYTES) throw new TypeError(`A salt has ${SALT_BYTES} bytes, not ${salt.length}`);
  return toBase64Url(sha256(concatBytes(salt, canonicalBytes(block))));
}

function requireValid(entry: AuditEntry): void {
  const checked = entrySchema.safeParse(entry);
  if (!checked.success) {
    const issue = checked.error.issues[0]!;
    throw new TypeError(`entry.${issue.path.join(".")}: ${issue.message}`);
  }
  if (entry.data !== undefined) requireExactData(entry.data, "entry.data", 0);
}

function requireExactData(value: unknown, path: string, depth: number): void {
  if (depth > DEPTH_MAX) throw new TypeError(`${path}: nested deeper than ${DEPTH_MAX}`);
  if (typeof value === "number" && !Number.isSafeInteger(value))
    throw new TypeError(`${path}: ${value} is not an integer; write measured values as decimal strings`);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const at = `${path}.${key}`;
    if (!Array.isArray(value) && !dataKey.safeParse(key).success)
      throw new TypeError(`${at}: a key is text without control characters`);
    requireExactData(inner, at, depth + 1);
  }
}

/** Where a string with a lone surrogate or a NUL (which the database cannot hold) is, or null. */
function malformedText(value: unknown, path: string): string | null {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\0") ? null : path;
  if (typeof value !== "object" || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    const found = malformedText(inner, `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}

function isMillisecondInstant(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return false;
  const time = Date.parse(text);
  return Number.isFinite(time) && new Date(time).toISOString() === text;
}
