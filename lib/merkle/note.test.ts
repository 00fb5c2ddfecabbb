import { createPrivateKey, createPublicKey, sign } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toBase64 } from "#lib/kernel/base64.ts";
import { formatCheckpoint, openCheckpoint, parseCheckpoint, parseTreeSize } from "./checkpoint.ts";
import { verifyEd25519 } from "./ed25519.ts";
import { rootOfLeaves } from "./frontier.ts";
import { hashLeaf } from "./hash.ts";
import { formatNote, formatNoteKey, noteKey, openNote, parseNote, parseNoteKey } from "./note.ts";

const VECTORS = new URL("../../../shared/vectors/audit/", import.meta.url);
const missing = !existsSync(VECTORS);
if (missing) console.warn(`skipped: the note and Ed25519 vectors are not at ${VECTORS.pathname}`);
const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(name, VECTORS), "utf8")) as T;

type NoteVector = { source: string; vkey?: string; seedHex?: string; note: string; valid?: boolean };

describe("published notes", () => {
  const notes = missing ? [] : read<NoteVector[]>("checkpoint/signed-notes.json");

  it.each(notes)("$source", ({ vkey, seedHex, note, valid }) => {
    const parsed = parseNote(note);
    expect(parsed.ok && formatNote(parsed.value)).toBe(note);
    const key = vkey ? parseNoteKey(vkey) : seedHex ? keyOfSeed(seedHex, note) : null;
    if (key === null) return expect(valid).toBeUndefined();
    if (vkey) expect(formatNoteKey(key)).toBe(vkey);
    expect(openNote(note, [key])).toMatchObject({ ok: true, value: { signers: [formatNoteKey(key)] } });
    expect(openNote(note.replace(/[a-z]/, "X"), [key]).ok).toBe(false);
  });

  it.skipIf(missing)("a whole log: every checkpoint opens, and its root is that of its leaves", () => {
    type Log = { origin: string; vkey: string; entriesUtf8: string[]; checkpoints: Record<string, string> };
    const log = read<Log>("checkpoint/tessera-testdata-log.json");
    const leaves = log.entriesUtf8.map((entry) => hashLeaf(new TextEncoder().encode(entry)));
    const key = parseNoteKey(log.vkey)!;
    expect(Object.keys(log.checkpoints)).toHaveLength(16);
    for (const [size, note] of Object.entries(log.checkpoints)) {
      const root = rootOfLeaves(leaves.slice(0, Number(size)));
      expect(openCheckpoint(note, [key])).toEqual({
        ok: true,
        value: { origin: log.origin, size: Number(size), root },
      });
      expect(note.startsWith(`${formatCheckpoint({ origin: log.origin, size: Number(size), root })}\n`)).toBe(
        true,
      );
    }
  });
});

describe("Wycheproof Ed25519", () => {
  type Group = {
    publicKey: { pk: string };
    tests: { tcId: number; msg: string; sig: string; result: string }[];
  };
  const groups = missing
    ? []
    : read<{ testGroups: Group[] }>("ed25519/wycheproof_ed25519_test.json").testGroups;

  it.skipIf(missing)("all 151 verdicts agree", () => {
    const verdicts = groups.flatMap(({ publicKey, tests }) =>
      tests.map(({ tcId, msg, sig, result }) => ({
        tcId,
        want: result === "valid",
        got: verifyEd25519(hexToBytes(publicKey.pk), hexToBytes(msg), hexToBytes(sig)),
      })),
    );
    expect(verdicts).toHaveLength(151);
    expect(verdicts.filter(({ want, got }) => want !== got)).toEqual([]);
  });
});

describe("our notes", () => {
  const seed = "11".repeat(32);
  const key = noteKey("example.com/log", publicKeyOfSeed(seed));
  const text = formatCheckpoint({ origin: "example.com/log", size: 5, root: new Uint8Array(32) });
  const note = formatNote({ text, signatures: [{ ...key, signature: signWithSeed(seed, text) }] });

  it("open with their key", () => {
    expect(openCheckpoint(note, [key])).toMatchObject({ ok: true, value: { size: 5 } });
  });

  it("tolerate lines of unknown keys, but not a wrong line of a known one", () => {
    const stranger = { name: "witness.example", keyId: new Uint8Array(4), signature: new Uint8Array(64) };
    const genuine = { ...key, signature: signWithSeed(seed, text) };
    expect(openNote(formatNote({ text, signatures: [stranger, genuine] }), [key]).ok).toBe(true);
    const wrong = { ...key, signature: new Uint8Array(64) };
    expect(openNote(formatNote({ text, signatures: [genuine, wrong] }), [key]).ok).toBe(false);
    expect(openNote(formatNote({ text, signatures: [stranger] }), [key])).toEqual({
      ok: false,
      error: "No trusted key signed this note",
    });
  });

  it("detect any flipped bit", () => {
    const bytes = Buffer.from(note);
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const flipped = Buffer.from(bytes);
        flipped[at] = flipped[at]! ^ (1 << bit);
        expect(openCheckpoint(flipped.toString("utf8"), [key]).ok).toBe(false);
      }),
    );
  });

  it.each([
    "",
    "no blank line\n",
    "text\n\n— name AAAA",
    "text\n\nname AAAAAAAA\n",
    "a\u0007\n\n— n AAAAAAAA\n",
    "t\n\n— n+m AAAAAAAA\n",
  ])("refuses %j", (bad) => {
    expect(parseNote(bad).ok).toBe(false);
  });

  it.each([
    "",
    "name",
    `name+00000000+${toBase64(new Uint8Array(33))}`,
    formatNoteKey(key).replace("+", "+x"),
    formatNoteKey({ ...key, name: "other" }),
    formatNoteKey({ ...key, publicKey: key.publicKey.slice(1) }),
  ])("refuses the key %j", (bad) => {
    expect(parseNoteKey(bad)).toBeNull();
  });
});

describe("checkpoint texts", () => {
  const root = toBase64(new Uint8Array(32));
  it.each([
    `o\n5\n${root}`,
    `\n5\n${root}\n`,
    `o\n05\n${root}\n`,
    `o\n-1\n${root}\n`,
    `o\n5\nAAAA\n`,
    `o\n9007199254740993\n${root}\n`,
  ])("refuses %j", (bad) => {
    expect(parseCheckpoint(bad).ok).toBe(false);
  });
  it("allows extension lines", () => expect(parseCheckpoint(`o\n5\n${root}\nmore\n`).ok).toBe(true));
  it("reads sizes exactly or refuses them", () => {
    expect(parseTreeSize("9007199254740991")).toBe(Number.MAX_SAFE_INTEGER);
    expect(parseTreeSize("9007199254740992")).toBeNull();
    expect(parseTreeSize("1e3")).toBeNull();
  });
});

function privateKeyOfSeed(hex: string) {
  const pkcs8 = Buffer.concat([
    Buffer.from("302e020100300506032b657004220420", "hex"),
    Buffer.from(hex, "hex"),
  ]);
  return createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" });
}

function publicKeyOfSeed(hex: string): Uint8Array {
  const spki = createPublicKey(privateKeyOfSeed(hex)).export({ format: "der", type: "spki" });
  return new Uint8Array(spki.subarray(-32));
}

function signWithSeed(hex: string, text: string): Uint8Array {
  return new Uint8Array(sign(null, Buffer.from(text), privateKeyOfSeed(hex)));
}

function keyOfSeed(seedHex: string, note: string) {
  const key = noteKey(/^— (\S+)/m.exec(note)![1]!, publicKeyOfSeed(seedHex));
  expect(bytesToHex(key.keyId)).toHaveLength(8);
  return key;
}
