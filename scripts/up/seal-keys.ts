import { join } from "node:path";
import { newBoxKeys, publicKeyOf } from "#lib/crypto/sealed-box.ts";
import { keptFile } from "#lib/storage/kept-file.ts";

/** The keys for sealed verdicts: the server seals with the public one, only the reconciler opens. */
export type SealKeys = {
  readonly web: { readonly SEAL_PUBLIC_KEY: string };
  readonly jobs: { readonly SEAL_KEY: string };
};

export async function sealKeys(data: string): Promise<SealKeys> {
  const SEAL_KEY = await keptFile(join(data, "seal-key"), () => newBoxKeys().privateKey);
  return { web: { SEAL_PUBLIC_KEY: publicKeyOf(SEAL_KEY) }, jobs: { SEAL_KEY } };
}
