import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import { readFile, stat, writeFile } from "node:fs/promises";

const PUBLIC_KEY_BYTES = 32;

/** An Ed25519 key in a file that only its owner can read. */
export type SigningKey = { readonly publicKey: Uint8Array; sign(text: string): Uint8Array };

/** Fails where the file exists. */
export async function makeSigningKey(path: string): Promise<void> {
  const { privateKey } = generateKeyPairSync("ed25519");
  const pem = privateKey.export({ format: "pem", type: "pkcs8" });
  await writeFile(path, pem, { flag: "wx", mode: 0o600, flush: true });
}

/** Throws when others can read the key. */
export async function openSigningKey(path: string): Promise<SigningKey> {
  const { mode } = await stat(path);
  if ((mode & 0o077) !== 0)
    throw new Error(`The signing key ${path} can be read by others. Restrict it first: chmod 600 ${path}`);
  const privateKey = createPrivateKey(await readFile(path, "utf8"));
  const spki = createPublicKey(privateKey).export({ format: "der", type: "spki" });
  return {
    publicKey: new Uint8Array(spki.subarray(-PUBLIC_KEY_BYTES)),
    sign: (text) => new Uint8Array(sign(null, Buffer.from(text), privateKey)),
  };
}
