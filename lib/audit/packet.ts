import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";

/** The files of an evidence packet by name: the UTF-8 text that the offline verifier reads. */
export type PacketFiles = Readonly<Record<string, string>>;

/**
 * The packet's files with `manifest.json`, which lists the digest of each. The manifest catches accidents and names
 * a changed file; the signed log proves the packet.
 */
export function withManifest(files: PacketFiles): PacketFiles {
  const encoder = new TextEncoder();
  const digests = Object.entries(files).map(([name, text]) => [name, digestOfBytes(encoder.encode(text))]);
  return { ...files, "manifest.json": `${canonicalJson({ v: 1, files: Object.fromEntries(digests) })}\n` };
}

/** Values as lines of canonical JSON. The verifier accepts no other spelling, so no byte can change unnoticed. */
export const canonicalLines = (values: readonly unknown[]): string =>
  values.map((value) => `${canonicalJson(value)}\n`).join("");
