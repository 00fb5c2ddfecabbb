import { createHash, createSign, generateKeyPairSync, randomBytes } from "node:crypto";
import type { NewPasskey, PasskeyAnswer } from "#lib/access/passkey-answer.ts";

type Asked = { challenge: string };
type How = { origin?: string; verified?: boolean; counter?: number };

const FLAGS = { present: 0x01, verified: 0x04, attested: 0x40 } as const;

/** A passkey in memory (ES256, attestation "none"), which signs what a test tells it to. */
export function softwarePasskey(site = "http://localhost:3000") {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const rawId = randomBytes(32);
  const id = rawId.toString("base64url");
  let signed = 0;
  const rpIdHash = createHash("sha256").update(new URL(site).hostname).digest();
  const credential = { id, rawId: id, type: "public-key" as const, clientExtensionResults: {} };

  const clientData = (type: string, { challenge }: Asked, { origin = site }: How) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  const authenticatorData = (counter: number, verified: boolean, attested: Buffer = Buffer.alloc(0)) => {
    const flags =
      FLAGS.present | (verified ? FLAGS.verified : 0) | (attested.length > 0 ? FLAGS.attested : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([rpIdHash, Buffer.from([flags]), count, attested]);
  };

  return {
    id,
    make(asked: Asked, how: How = {}): NewPasskey {
      const { x, y } = publicKey.export({ format: "jwk" });
      const key = cborMap([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x!, "base64url")],
        [-3, Buffer.from(y!, "base64url")],
      ]);
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, rawId.length]), rawId, key]);
      const attestation = cborMap([
        ["fmt", "none"],
        ["attStmt", null],
        ["authData", authenticatorData(0, how.verified ?? true, attested)],
      ]);
      const response = {
        clientDataJSON: clientData("webauthn.create", asked, how).toString("base64url"),
        attestationObject: attestation.toString("base64url"),
        transports: ["internal"],
      };
      return { ...credential, response };
    },
    sign(asked: Asked, how: How = {}): PasskeyAnswer {
      signed = how.counter ?? signed + 1;
      const data = authenticatorData(signed, how.verified ?? true);
      const client = clientData("webauthn.get", asked, how);
      const over = Buffer.concat([data, createHash("sha256").update(client).digest()]);
      const response = {
        clientDataJSON: client.toString("base64url"),
        authenticatorData: data.toString("base64url"),
        signature: createSign("sha256").update(over).sign(privateKey).toString("base64url"),
      };
      return { ...credential, response };
    },
  };
}

type Cbor = number | string | Buffer | null;

/** Just enough of RFC 8949: a map with small whole numbers, short texts and byte strings. */
const cborMap = (entries: readonly (readonly [number | string, Cbor])[]): Buffer =>
  Buffer.concat([head(5, entries.length), ...entries.flatMap(([key, value]) => [cbor(key), cbor(value)])]);

function cbor(value: Cbor): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") return Buffer.concat([head(3, value.length), Buffer.from(value)]);
  // An empty attestation statement: the empty map.
  return value === null ? head(5, 0) : Buffer.concat([head(2, value.length), value]);
}

function head(major: number, n: number): Buffer {
  const first = major << 5;
  if (n < 24) return Buffer.from([first | n]);
  return n < 256 ? Buffer.from([first | 24, n]) : Buffer.from([first | 25, n >> 8, n & 255]);
}
