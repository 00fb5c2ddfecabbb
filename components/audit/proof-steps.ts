import { formatNumber } from "#components/ui/format-number.ts";
import { type AuditEntry, commitment, decodeEntry } from "#lib/audit/entry.ts";
import { fromBase64 } from "#lib/kernel/base64.ts";
import { parseCheckpoint } from "#lib/merkle/checkpoint.ts";
import { parseNote, parseNoteKey } from "#lib/merkle/note.ts";
import { checkReceipt, parseReceipt, type ReceiptStep } from "#lib/merkle/receipt.ts";
import type { ProofResult, ProofStep } from "./proof-checklist.tsx";

type Detail = {
  readonly name: string;
  readonly kept: { readonly salt: string; readonly body?: unknown } | null;
};

type Proof = {
  /** The text the reader sees: exactly this is checked. */
  readonly entry: string;
  readonly receipt: string;
  readonly logKey: string;
  readonly details: readonly Detail[];
};

/** The proof of an entry in steps a reader can follow, each computed here. */
export function proofSteps({ entry, receipt: text, logKey, details }: Proof): ProofResult {
  const receipt = parseReceipt(text);
  if (!receipt.ok) return { kind: "unavailable", reason: `The proof cannot be read: ${receipt.error}.` };
  const key = parseNoteKey(logKey);
  if (!key) return { kind: "unavailable", reason: "The log's key cannot be read." };
  const bytes = new TextEncoder().encode(entry);
  const claims = claimsOf(receipt.value.index, receipt.value.proof.length, receipt.value.checkpoint, logKey);
  const steps = checkReceipt(bytes, receipt.value, [key]).map(
    ({ step, holds, found }): ProofStep => ({
      ...claims[step],
      holds,
      value: step === "signature" && holds ? "valid" : found,
    }),
  );
  const decoded = decodeEntry(bytes);
  const committed = decoded.ok ? (decoded.value as AuditEntry).details : undefined;
  return { kind: "checked", steps: [...steps, ...detailSteps(details, committed)] };
}

type Claims = Record<ReceiptStep["step"], Pick<ProofStep, "name" | "claim">>;

function claimsOf(index: number, hashes: number, checkpoint: string, logKey: string): Claims {
  const note = parseNote(checkpoint);
  const head = note.ok ? parseCheckpoint(note.value.text) : note;
  const size = head.ok ? formatNumber(head.value.size) : "unknown";
  const [origin = "", keyId = ""] = logKey.split("+");
  return {
    event: { name: "Event", claim: `the bytes below hash to leaf ${formatNumber(index)}` },
    path: { name: "Path", claim: `${hashes} hashes lead from the leaf to a root of size ${size}` },
    root: { name: "Root", claim: "equals the root in the checkpoint" },
    signature: { name: "Signature", claim: `Ed25519 by ${origin}, key ${keyId}` },
  };
}

/** Each detail that was not erased hashes, with its salt, to the commitment in the entry. */
function detailSteps(details: readonly Detail[], committed: AuditEntry["details"]): ProofStep[] {
  return details.flatMap(({ name, kept }) => {
    if (!kept) return [];
    const salt = fromBase64Url(kept.salt);
    const value = salt ? commitment(salt, kept.body) : "its salt cannot be read";
    return [
      {
        name: "Detail",
        claim: `${name} hashes to its commitment`,
        holds: value === committed?.[name],
        value,
      },
    ];
  });
}

function fromBase64Url(text: string): Uint8Array | null {
  const standard = text.replaceAll("-", "+").replaceAll("_", "/");
  return fromBase64(standard.padEnd(Math.ceil(standard.length / 4) * 4, "="));
}
