import { fromBase64, toBase64 } from "#lib/kernel/base64.ts";
import type { TreeHead } from "./checkpoint.ts";
import { HASH_BYTES } from "./hash.ts";

/** A head as JSON writes it. */
export const writtenTreeHead = ({ size, root }: TreeHead) => ({ size, root: toBase64(root) });

/** Reverses {@link writtenTreeHead}; null for anything else. */
export function readTreeHead(value: unknown): TreeHead | null {
  if (typeof value !== "object" || value === null || !("size" in value) || !("root" in value)) return null;
  const { size } = value;
  const root = typeof value.root === "string" ? fromBase64(value.root) : null;
  if (typeof size !== "number" || !Number.isSafeInteger(size) || size < 0) return null;
  return root?.length === HASH_BYTES ? { size, root } : null;
}
