import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { passkeyChallenge } from "./passkey-challenge.ts";
import { faultOfProof, type PasskeyProof } from "./passkey-proof.ts";

const head = (major: number, n: number): Buffer =>
  n < 24
    ? Buffer.from([(major << 5) | n])
    : n < 256
      ? Buffer.from([(major << 5) | 24, n])
      : Buffer.from([(major << 5) | 25, n >> 8, n & 255]);
const whole = (n: number): Buffer => (n < 0 ? head(1, -1 - n) : head(0, n));
const text = (value: string | undefined): Buffer => {
  const bytes = Buffer.from(value!, "base64url");
  return Buffer.concat([head(2, bytes.length), bytes]);
};
const cose = (...parts: Buffer[]): Buffer => Buffer.concat([head(5, parts.length / 2), ...parts]);

const KINDS = {
  "ES256 on P-256": () => {
    const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const { x, y } = publicKey.export({ format: "jwk" });
    const key = cose(
      whole(1),
      whole(2),
      whole(3),
      whole(-7),
      whole(-1),
      whole(1),
      whole(-2),
      text(x),
      whole(-3),
      text(y),
    );
    return { key, privateKey, hash: "sha256" };
  },
  "EdDSA on Ed25519": () => {
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const { x } = publicKey.export({ format: "jwk" });
    const key = cose(whole(1), whole(1), whole(3), whole(-8), whole(-1), whole(6), whole(-2), text(x));
    return { key, privateKey, hash: null };
  },
  RS256: () => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const { n, e } = publicKey.export({ format: "jwk" });
    const key = cose(whole(1), whole(3), whole(3), whole(-257), whole(-1), text(n), whole(-2), text(e));
    return { key, privateKey, hash: "sha256" };
  },
} satisfies Record<string, () => { key: Buffer; privateKey: KeyObject; hash: string | null }>;

function proofBy({ key, privateKey, hash }: ReturnType<(typeof KINDS)[keyof typeof KINDS]>): PasskeyProof {
  const nonce = randomBytes(32);
  const challenge = Buffer.from(passkeyChallenge("a purpose", nonce)).toString("base64url");
  const clientData = Buffer.from(JSON.stringify({ type: "webauthn.get", challenge }));
  const authenticatorData = Buffer.concat([randomBytes(32), Buffer.from([0x05, 0, 0, 0, 1])]);
  const over = Buffer.concat([authenticatorData, createHash("sha256").update(clientData).digest()]);
  return {
    publicKey: key.toString("base64url"),
    nonce: nonce.toString("base64url"),
    clientDataJSON: clientData.toString("base64url"),
    authenticatorData: authenticatorData.toString("base64url"),
    signature: sign(hash, over, privateKey).toString("base64url"),
  };
}

describe("a passkey's signature", () => {
  it.each(Object.entries(KINDS))("verifies with a key of %s, for its purpose only", (_, make) => {
    const proof = proofBy(make());
    expect(faultOfProof(proof, "a purpose")).toBeNull();
    expect(faultOfProof(proof, "another purpose")).toBe("was given for something else");
    expect(faultOfProof({ ...proof, publicKey: proofBy(make()).publicKey }, "a purpose")).toBe(
      "is not signed by its key",
    );
  });

  it("does not verify with any other bytes as its key", () => {
    const proof = proofBy(KINDS["ES256 on P-256"]());
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 90 }), (bytes) => {
        const publicKey = Buffer.from(bytes).toString("base64url");
        expect(faultOfProof({ ...proof, publicKey }, "a purpose")).not.toBeNull();
      }),
    );
  });
});
