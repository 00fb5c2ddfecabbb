import type { Presence } from "#lib/councils/presence-said.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Refusal } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { type Around, circleHeld, type Held } from "./circles.ts";
import { spendForSigning } from "./signatures.ts";

type Signing = {
  readonly around: Around;
  /** What the signer reviewed, and the proof of presence over it. */
  readonly asked: { readonly digest: string; readonly stepUpId: string };
};

/**
 * What a command that signs needs last: the proof is spent, and the signer with everybody who signed is held until the
 * transaction ends. The caller locks what is signed before.
 */
export async function heldToSign<F extends Pick<Signable, "kind">>(
  tx: Tx,
  file: F,
  { around, asked: { digest, stepUpId } }: Signing,
  by: { readonly caller: Caller; readonly now: Date },
): Promise<Result<F & Held & { readonly presence: Presence }, Refusal>> {
  const presence = await spendForSigning(tx, { kind: file.kind, digest, stepUpId }, by);
  if (!presence.ok) return presence;
  const held = await circleHeld(tx, around, by.caller);
  return ok({ ...file, ...held, presence: presence.value });
}
