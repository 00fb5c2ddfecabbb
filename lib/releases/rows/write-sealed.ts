import { type SealedContent, sealedContent } from "#lib/councils/sealed-verdict.ts";
import type { SaidBehalf } from "#lib/councils/statement.ts";
import { openSealed, sealFor } from "#lib/crypto/sealed-box.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";

type Given = {
  readonly sealed: string;
  readonly workspaceId: string;
  readonly releaseId: string;
  readonly round: number;
  readonly subject: string;
  readonly seat: BusinessFunction;
  readonly signer: string;
  readonly signerName: string;
  readonly behalf: SaidBehalf | undefined;
  readonly method: string;
  readonly commitment: string;
  readonly now: Date;
};

/** A box has the length of one that says much: an approval mostly says nothing, and an objection does. */
const PADDED_BYTES = 16 * 1024;

export async function writeSealed(
  tx: Tx,
  given: Given,
  { content, key }: { readonly content: SealedContent; readonly key: string },
): Promise<void> {
  await tx.sealedVerdict.create({
    data: {
      id: given.sealed,
      workspaceId: given.workspaceId,
      releaseId: given.releaseId,
      round: given.round,
      subjectDigest: given.subject,
      seat: given.seat,
      signerId: given.signer,
      signerName: given.signerName,
      onBehalfOfId: given.behalf?.id ?? null,
      onBehalfOfName: given.behalf?.name ?? null,
      method: given.method,
      commitment: given.commitment,
      box: sealFor(key, padded(JSON.stringify(content)), given.sealed),
      givenAt: given.now,
    },
  });
}

function padded(text: string): Uint8Array {
  const bytes = Buffer.from(text);
  const length = Math.ceil(bytes.length / PADDED_BYTES) * PADDED_BYTES;
  return Buffer.concat([bytes, Buffer.alloc(length - bytes.length, " ")]);
}

/** What a sealed verdict says; null where the box does not open, or holds no verdict. */
export function openedBox(box: Uint8Array, key: string, sealed: string): SealedContent | null {
  const bytes = openSealed(box, key, sealed);
  if (bytes === null) return null;
  try {
    return sealedContent.parse(JSON.parse(new TextDecoder().decode(bytes)));
  } catch {
    // Whoever can write rows can seal anything: it holds up no reveal.
    return null;
  }
}
