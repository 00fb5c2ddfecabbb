import { createHash, createPublicKey, type JsonWebKey, verify } from "node:crypto";
import { passkeyChallenge } from "./passkey-challenge.ts";

/** What a passkey signed and everything needed to verify it years later without a server; all base64url. */
export type PasskeyProof = {
  /** The passkey's public key in COSE (RFC 9052) at the time of signing. */
  readonly publicKey: string;
  /** The unpredictable nonce: with the purpose it makes the challenge. */
  readonly nonce: string;
  readonly clientDataJSON: string;
  readonly authenticatorData: string;
  readonly signature: string;
};

const USER_PRESENT = 0x01;
const USER_VERIFIED = 0x04;
const FLAGS_AT = 32;

/** Why this is not a signature for this purpose by that passkey, unlocked by a person; null if it is one. */
export function faultOfProof(proof: PasskeyProof, purpose: string): string | null {
  const [publicKey, nonce, clientData, authenticatorData, signature] = [
    proof.publicKey,
    proof.nonce,
    proof.clientDataJSON,
    proof.authenticatorData,
    proof.signature,
  ].map((text) => Buffer.from(text, "base64url")) as [Buffer, Buffer, Buffer, Buffer, Buffer];
  const said = jsonOf(clientData);
  if (said?.type !== "webauthn.get") return "is not an answer of a passkey";
  if (said.challenge !== Buffer.from(passkeyChallenge(purpose, nonce)).toString("base64url"))
    return "was given for something else";
  const flags = authenticatorData[FLAGS_AT] ?? 0;
  if ((flags & USER_PRESENT) === 0 || (flags & USER_VERIFIED) === 0) return "was not unlocked by a person";
  const over = Buffer.concat([authenticatorData, createHash("sha256").update(clientData).digest()]);
  const key = keyOf(publicKey);
  if (!key) return "has a key of an unknown type";
  return isSigned(key, over, signature) ? null : "is not signed by its key";
}

/** A key with invalid numbers has signed nothing. */
function isSigned(
  { hash, jwk }: NonNullable<ReturnType<typeof keyOf>>,
  over: Buffer,
  signature: Buffer,
): boolean {
  try {
    return verify(hash, over, createPublicKey({ key: jwk, format: "jwk" }), signature);
  } catch {
    return false;
  }
}

function jsonOf(bytes: Buffer): { type?: unknown; challenge?: unknown } | null {
  try {
    return JSON.parse(bytes.toString("utf8")) as { type?: unknown; challenge?: unknown };
  } catch {
    return null;
  }
}

const [KTY, ALG, CRV, X, Y] = [1, 3, -1, -2, -3];

/** A COSE key in Node's form: ES256 on P-256, EdDSA on Ed25519, RS256. */
function keyOf(cose: Buffer): { hash: string | null; jwk: JsonWebKey } | null {
  const parts = mapOf(cose);
  const text = (label: number) => {
    const value = parts?.get(label);
    return Buffer.isBuffer(value) ? value.toString("base64url") : "";
  };
  switch (`${parts?.get(KTY!)} ${parts?.get(ALG!)}`) {
    case "2 -7":
      return { hash: "sha256", jwk: { kty: "EC", crv: "P-256", x: text(X!), y: text(Y!) } };
    case "1 -8":
      return { hash: null, jwk: { kty: "OKP", crv: "Ed25519", x: text(X!) } };
    case "3 -257":
      return { hash: "sha256", jwk: { kty: "RSA", n: text(CRV!), e: text(X!) } };
    default:
      return null;
  }
}

/** The part of CBOR (RFC 8949) such a key needs: one map of integers and byte strings. Null for anything else. */
function mapOf(bytes: Buffer): Map<number, number | Buffer> | null {
  let at = 0;
  const head = (): [major: number, value: number] => {
    const first = bytes.readUInt8(at++);
    const small = first & 31;
    if (small < 24) return [first >> 5, small];
    const size = 2 ** (small - 24);
    if (size > 4) throw new RangeError("longer than any key");
    const value = bytes.readUIntBE(at, size);
    at += size;
    return [first >> 5, value];
  };
  const item = (): number | Buffer => {
    const [major, value] = head();
    if (major === 0) return value;
    if (major === 1) return -1 - value;
    if (major !== 2) throw new TypeError("neither a number nor bytes");
    at += value;
    return bytes.subarray(at - value, at);
  };
  try {
    const [major, pairs] = head();
    if (major !== 5) return null;
    return new Map(Array.from({ length: pairs }, () => [item() as number, item()]));
  } catch {
    return null;
  }
}
