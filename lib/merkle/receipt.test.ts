import { generateKeyPairSync, sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatCheckpoint } from "./checkpoint.ts";
import { appendLeaves, EMPTY_FRONTIER, frontierRoot } from "./frontier.ts";
import { type Hash, hashLeaf } from "./hash.ts";
import { formatNote, noteKey } from "./note.ts";
import { inclusionProof } from "./proof.ts";
import { checkReceipt, formatReceipt, parseReceipt, type Receipt } from "./receipt.ts";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const key = noteKey(
  "log.example",
  new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(-32)),
);
const entries = Array.from({ length: 11 }, (_, i) => new TextEncoder().encode(`{"n":${i}}`));
const nodes = new Map<string, Hash>();
const frontier = appendLeaves(EMPTY_FRONTIER, entries.map(hashLeaf), (level, index, hash) =>
  nodes.set(`${level}/${index}`, hash),
);
const text = formatCheckpoint({ origin: "log.example", size: 11, root: frontierRoot(frontier) });
const checkpoint = formatNote({
  text,
  signatures: [{ ...key, signature: new Uint8Array(sign(null, Buffer.from(text), privateKey)) }],
});
const receiptOf = (index: number): Receipt => ({
  index,
  proof: inclusionProof(index, 11, (level, at) => nodes.get(`${level}/${at}`)!),
  checkpoint,
});
const holding = (index: number, receipt: Receipt, entry = entries[index]!): boolean[] =>
  checkReceipt(entry, receipt, [key]).map((step) => step.holds);

describe("the file", () => {
  it("has the published form", () => {
    const lines = formatReceipt(receiptOf(3)).split("\n");
    expect(lines.slice(0, 2)).toEqual(["c2sp.org/tlog-proof@v1", "index 3"]);
    expect(lines[6]).toBe("");
    expect(lines.slice(7).join("\n")).toBe(checkpoint);
  });

  it("reads back, with or without extra data", () => {
    const written = formatReceipt(receiptOf(10));
    expect(parseReceipt(written)).toEqual({ ok: true, value: receiptOf(10) });
    expect(parseReceipt(written.replace("index", "extra AAAA\nindex"))).toEqual({
      ok: true,
      value: receiptOf(10),
    });
  });

  it.each([
    "",
    "c2sp.org/tlog-proof@v2\nindex 1\n\nx",
    "c2sp.org/tlog-proof@v1\n\nx",
    "c2sp.org/tlog-proof@v1\nindex 01\n\nx",
    "c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\nx",
    `c2sp.org/tlog-proof@v1\nindex 1\n${"A".repeat(43)}=\n`.repeat(1),
  ])("refuses %j", (bad) => {
    expect(parseReceipt(bad).ok).toBe(false);
  });
});

describe("checking", () => {
  it("holds for every entry", () => {
    for (const index of entries.keys())
      expect(holding(index, receiptOf(index))).toEqual([true, true, true, true]);
  });

  it("names the failing step", () => {
    const receipt = receiptOf(4);
    expect(holding(4, receipt, entries[5])).toEqual([true, true, false, true]);
    expect(holding(4, { ...receipt, proof: receipt.proof.slice(1) })).toEqual([true, false, false, true]);
    expect(holding(4, { ...receipt, checkpoint: checkpoint.replace("\n11\n", "\n12\n") })[3]).toBe(false);
    expect(checkReceipt(entries[4]!, receipt, []).at(-1)).toEqual({
      step: "signature",
      holds: false,
      found: "No trusted key signed this note",
    });
    expect(holding(4, { ...receipt, checkpoint: "nonsense" })).toEqual([true, false, false, false]);
  });

  it("detects any flipped bit of the file", () => {
    const bytes = Buffer.from(formatReceipt(receiptOf(6)));
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(7), (at, bit) => {
        const flipped = Buffer.from(bytes);
        flipped[at] = flipped[at]! ^ (1 << bit);
        const parsed = parseReceipt(flipped.toString("utf8"));
        expect(parsed.ok && holding(6, parsed.value).every(Boolean)).toBe(false);
      }),
    );
  });
});
