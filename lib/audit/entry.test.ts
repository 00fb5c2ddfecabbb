import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AuditEntry, commitment, decodeEntry, ENTRY_BYTES_MAX, encodeEntry } from "./entry.ts";

const entry: AuditEntry = {
  v: 1,
  id: "019ab4d0-7f3a-7c11-9d2e-0123456789ab",
  tenant: "019ab4d0-0000-7000-8000-000000000001",
  stream: "release/019ab4d0-1111-7000-8000-000000000001",
  stream_seq: 17,
  action: "release.verdict-cast",
  occurred_at: "2026-11-23T03:40:00.123Z",
  outcome: "success",
  actor: { type: "user", id: "usr_1", auth: { method: "password", session: "c2Vzc2lvbg" } },
  targets: [{ type: "release", id: "rel_1", digest: `sha256:${"ab".repeat(32)}` }],
  request: { id: "req_1" },
  data: { round: 2, seat: "security", auc: "0.6397", tags: ["é", "日本"], nested: { yes: true, none: null } },
  details: { reason: commitment(new Uint8Array(32), { text: "because" }) },
};

const bytesOf = (value: AuditEntry): Uint8Array => {
  const encoded = encodeEntry(value);
  if (!encoded.ok) throw new Error(encoded.error.message);
  return encoded.value;
};

describe("encoding", () => {
  it("is canonical and reads back", () => {
    const text = new TextDecoder().decode(bytesOf(entry));
    expect(text.startsWith('{"action":"release.verdict-cast","actor":{"auth":{"method":"password"')).toBe(
      true,
    );
    expect(decodeEntry(bytesOf(entry))).toEqual({ ok: true, value: entry });
  });

  it("does not depend on the order of the entry's keys", () => {
    const reversed = Object.fromEntries(Object.entries(entry).reverse()) as AuditEntry;
    expect(bytesOf(reversed)).toEqual(bytesOf(entry));
  });

  it("reads back any data of integers, texts, booleans and lists", () => {
    const { data } = fc.letrec((tie) => ({
      data: fc.oneof(
        { maxDepth: 3 },
        fc.maxSafeInteger(),
        fc.string({ unit: "grapheme", maxLength: 20 }),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie("data"), { maxLength: 4 }),
        fc.dictionary(fc.stringMatching(/^[a-zA-Z_]{1,12}$/), tie("data"), { maxKeys: 4 }),
      ),
    }));
    fc.assert(
      fc.property(data, (value) => {
        const withData = { ...entry, data: { value } } as AuditEntry;
        const decoded = decodeEntry(bytesOf(withData));
        expect(decoded.ok && JSON.stringify(decoded.value.data)).toBe(
          JSON.stringify(JSON.parse(new TextDecoder().decode(bytesOf(withData))).data),
        );
      }),
    );
  });
});

describe("what a person can cause is refused", () => {
  it("too large", () => {
    const long = encodeEntry({ ...entry, data: { text: "x".repeat(ENTRY_BYTES_MAX) } });
    expect(long).toMatchObject({ ok: false, error: { kind: "too-large", code: "event-too-large" } });
    const rest = bytesOf({ ...entry, data: { text: "" } }).length;
    expect(encodeEntry({ ...entry, data: { text: "x".repeat(ENTRY_BYTES_MAX - rest) } }).ok).toBe(true);
    expect(encodeEntry({ ...entry, data: { text: "x".repeat(ENTRY_BYTES_MAX - rest + 1) } }).ok).toBe(false);
  });

  it("a lone surrogate or a NUL, with its path", () => {
    const broken = encodeEntry({ ...entry, data: { list: ["fine", "\ud800"] } });
    expect(broken).toMatchObject({ ok: false, error: { kind: "invalid", field: "entry.data.list.1" } });
    expect(encodeEntry({ ...entry, data: { text: "a\0b" } })).toMatchObject({
      ok: false,
      error: { kind: "invalid" },
    });
  });
});

describe("a bug throws", () => {
  const wrong: [string, Record<string, unknown>][] = [
    ["a fraction", { data: { auc: 0.5 } }],
    ["an unsafe integer", { data: { n: 2 ** 53 } }],
    ["NaN", { data: { n: Number.NaN } }],
    ["undefined in data", { data: { n: undefined } }],
    ["a key with a control character", { data: { "a\u0007b": "x" } }],
    ["a nested key with a control character", { data: { a: [{ "\u0085": 1 }] } }],
    ["a key with half a character", { data: { "\ud800": 1 } }],
    ["seconds without milliseconds", { occurred_at: "2026-11-23T03:40:00Z" }],
    ["an offset", { occurred_at: "2026-11-23T03:40:00.000+01:00" }],
    ["a day that is none", { occurred_at: "2026-02-30T03:40:00.000Z" }],
    ["a sequence from zero", { stream_seq: 0 }],
    ["an unknown field", { extra: 1 }],
    ["an unknown outcome", { outcome: "maybe" }],
    ["a commitment that is none", { details: { reason: "short" } }],
    ["another version", { v: 2 }],
  ];
  it.each(wrong)("%s", (_name, change) => {
    expect(() => encodeEntry({ ...entry, ...change } as AuditEntry)).toThrow(TypeError);
  });
});

describe("decoding accepts only what encoding writes", () => {
  const text = new TextDecoder().decode(bytesOf(entry));
  it.each([
    ["white space", ` ${text}`],
    ["another order", JSON.stringify({ ...entry })],
    ["a duplicate key", text.replace('"v":1', '"v":1,"v":1')],
    ["an escape", text.replace("é", "\\u00e9")],
    ["not JSON", "{"],
    ["a byte order mark", `\ufeff${text}`],
  ])("%s", (_name, bad) => {
    expect(decodeEntry(new TextEncoder().encode(bad)).ok).toBe(false);
  });

  it("not UTF-8", () => {
    expect(decodeEntry(Uint8Array.of(0x7b, 0xff, 0x7d)).ok).toBe(false);
  });
});

describe("commitments", () => {
  it("are SHA-256 of salt and canonical block", () => {
    const salt = new Uint8Array(32).fill(7);
    const expected = createHash("sha256").update(salt).update('{"a":1,"b":"x"}').digest("base64url");
    expect(commitment(salt, { b: "x", a: 1 })).toBe(expected);
  });
  it("need the whole salt", () => {
    expect(() => commitment(new Uint8Array(16), {})).toThrow("32 bytes");
  });
});
