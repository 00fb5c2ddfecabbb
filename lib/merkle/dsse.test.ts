import { createPublicKey, verify } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type DsseKey, openEnvelope, preAuthEncoding } from "./dsse.ts";

const VECTOR = new URL("../../../shared/vectors/audit/dsse/protocol-vector.json", import.meta.url);
const missing = !existsSync(VECTOR);
if (missing) console.warn(`skipped: the DSSE vector is not at ${VECTOR.pathname}`);

describe.skipIf(missing)("the protocol's own vector", () => {
  const vector = missing ? null : JSON.parse(readFileSync(VECTOR, "utf8"));
  const coordinate = (decimal: string): string =>
    Buffer.from(BigInt(decimal).toString(16).padStart(64, "0"), "hex").toString("base64url");

  function protocolKey(id: string): DsseKey {
    const { x, y } = vector.ecdsaP256;
    const jwk = { kty: "EC", crv: "P-256", x: coordinate(x), y: coordinate(y) };
    const key = createPublicKey({ key: jwk, format: "jwk" });
    return {
      id,
      verify: (message, signature) =>
        verify("sha256", message, { key, dsaEncoding: "ieee-p1363" }, signature),
    };
  }

  it("encodes and opens", () => {
    const payload = new TextEncoder().encode(vector.payloadUtf8);
    expect(new TextDecoder().decode(preAuthEncoding(vector.payloadType, payload))).toBe(vector.pae);
    const opened = openEnvelope(vector.envelope, [protocolKey("one")], 1);
    expect(opened).toEqual({
      ok: true,
      value: { payload, payloadType: vector.payloadType, signers: ["one"] },
    });
  });

  it("counts a key once, however often it signed", () => {
    const [signature] = vector.envelope.signatures;
    const twice = { ...vector.envelope, signatures: [signature, signature] };
    expect(openEnvelope(twice, [protocolKey("one")], 2).ok).toBe(false);
  });

  it("binds the type and the payload, whatever the keyid", () => {
    const keys = [protocolKey("one")];
    expect(openEnvelope({ ...vector.envelope, payloadType: "text/plain" }, keys, 1).ok).toBe(false);
    expect(openEnvelope({ ...vector.envelope, payload: "aGVsbG8gd29ybGU=" }, keys, 1).ok).toBe(false);
    expect(openEnvelope({ ...vector.envelope, payload: "a GVs" }, keys, 1).ok).toBe(false);
    const signatures = [{ keyid: "one", sig: "AAAA" }];
    expect(openEnvelope({ ...vector.envelope, signatures }, keys, 1).ok).toBe(false);
  });

  it("refuses a threshold of zero", () => {
    expect(() => openEnvelope(vector.envelope, [], 0)).toThrow(RangeError);
  });
});

it("measures lengths in bytes", () => {
  expect(new TextDecoder().decode(preAuthEncoding("é", new Uint8Array()))).toBe("DSSEv1 2 é 0 ");
});
