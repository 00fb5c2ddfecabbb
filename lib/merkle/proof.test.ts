import { existsSync, readFileSync } from "node:fs";
import { bytesToHex, hexToBytes } from "@noble/hashes/utils.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  appendLeaves,
  decodeFrontier,
  EMPTY_FRONTIER,
  encodeFrontier,
  frontierRoot,
  rootOfLeaves,
} from "./frontier.ts";
import { EMPTY_ROOT, type Hash, hashLeaf, hashNode } from "./hash.ts";
import { consistencyProof, inclusionProof, type NodeReader, nodesNeeded, rootAt } from "./proof.ts";
import { verifyConsistency, verifyInclusion } from "./verify.ts";

const VECTORS = new URL("../../../shared/vectors/audit/merkle/", import.meta.url);
const missing = !existsSync(VECTORS);
if (missing) console.warn(`skipped: the Merkle vectors are not at ${VECTORS.pathname}`);
const vectors = <T>(name: string): T[] =>
  missing ? [] : (JSON.parse(readFileSync(new URL(name, VECTORS), "utf8")) as T[]);

const base64 = (text: string | null): Uint8Array => new Uint8Array(Buffer.from(text ?? "", "base64"));
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("published inclusion proofs", () => {
  type Case = {
    file: string;
    leafIdx: string;
    treeSize: string;
    root: string;
    leafHash: string;
    proof: string[] | null;
    wantErr: boolean;
  };
  const cases = vectors<Case>("inclusion.json");
  it.skipIf(missing)("are complete", () => expect(cases).toHaveLength(98));
  it.each(cases)("$file", (c) => {
    const claim = {
      leafHash: base64(c.leafHash),
      index: BigInt(c.leafIdx),
      size: BigInt(c.treeSize),
      proof: (c.proof ?? []).map(base64),
      root: base64(c.root),
    };
    expect(verifyInclusion(claim)).toBe(!c.wantErr);
  });
});

describe("published consistency proofs", () => {
  type Case = {
    file: string;
    desc: string;
    size1: string;
    size2: string;
    root1: string;
    root2: string;
    proof: string[] | null;
    wantErr: boolean;
  };
  const cases = vectors<Case>("consistency.json");
  it.skipIf(missing)("are complete", () => expect(cases).toHaveLength(98));
  it.each(cases)("$file", (c) => {
    const claim = {
      fromSize: BigInt(c.size1),
      fromRoot: base64(c.root1),
      toSize: BigInt(c.size2),
      toRoot: base64(c.root2),
      proof: (c.proof ?? []).map(base64),
    };
    expect(verifyConsistency(claim)).toBe(!c.wantErr);
  });
});

describe.skipIf(missing)("the RFC 6962 reference tree", () => {
  type Reference = { leafInputsHex: string[]; nodeHashesByLevelHex: string[][]; rootHashBySizeHex: string[] };
  const reference = missing
    ? null
    : (JSON.parse(readFileSync(new URL("rfc6962-reference-tree.json", VECTORS), "utf8")) as Reference);

  it("has the same nodes and roots", () => {
    const leaves = reference!.leafInputsHex.map((hex) => hashLeaf(hexToBytes(hex)));
    const nodes = new Map<string, string>();
    appendLeaves(EMPTY_FRONTIER, leaves, (level, index, hash) =>
      nodes.set(`${level}/${index}`, bytesToHex(hash)),
    );
    reference!.nodeHashesByLevelHex.forEach((row, level) => {
      row.forEach((hex, index) => {
        expect(nodes.get(`${level}/${index}`)).toBe(hex);
      });
    });
    reference!.rootHashBySizeHex.forEach((hex, size) => {
      expect(bytesToHex(rootOfLeaves(leaves.slice(0, size)))).toBe(hex);
    });
  });

  it("hashes as published", () => {
    expect(bytesToHex(hashLeaf(utf8("L123456")))).toBe(
      "395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56",
    );
    expect(bytesToHex(hashNode(utf8("N123"), utf8("N456")))).toBe(
      "aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb",
    );
  });
});

describe("properties", () => {
  const leavesOf = (count: number): Hash[] =>
    Array.from({ length: count }, (_, i) => hashLeaf(utf8(`leaf ${i}`)));
  const sizes = fc.integer({ min: 1, max: 600 });

  function treeOf(count: number): { leaves: Hash[]; read: NodeReader } {
    const leaves = leavesOf(count);
    const nodes = new Map<string, Hash>();
    appendLeaves(EMPTY_FRONTIER, leaves, (level, index, hash) => nodes.set(`${level}/${index}`, hash));
    const read: NodeReader = (level, index) => {
      const hash = nodes.get(`${level}/${index}`);
      if (hash === undefined) throw new Error(`node ${level}/${index} is not a perfect node`);
      return hash;
    };
    return { leaves, read };
  }

  it("every leaf has a proof that holds at its index and at no other", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.nat(), (size, at, elsewhere) => {
        const { leaves, read } = treeOf(size);
        const index = at % size;
        const root = rootAt(size, read);
        const claim = {
          leafHash: leaves[index]!,
          index,
          size,
          proof: inclusionProof(index, size, read),
          root,
        };
        expect(verifyInclusion(claim)).toBe(true);
        const other = elsewhere % size;
        if (other !== index) {
          expect(verifyInclusion({ ...claim, index: other })).toBe(false);
          expect(verifyInclusion({ ...claim, leafHash: leaves[other]! })).toBe(false);
        }
        expect(verifyInclusion({ ...claim, proof: [...claim.proof, root] })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it("every older tree is proven a prefix, and a changed one is not", () => {
    fc.assert(
      fc.property(sizes, fc.nat(), (toSize, older) => {
        const { leaves, read } = treeOf(toSize);
        const fromSize = (older % toSize) + 1;
        const claim = {
          fromSize,
          fromRoot: rootOfLeaves(leaves.slice(0, fromSize)),
          toSize,
          toRoot: rootOfLeaves(leaves),
          proof: consistencyProof(fromSize, toSize, read),
        };
        expect(verifyConsistency(claim)).toBe(true);
        const changed = [...leaves.slice(0, fromSize - 1), hashLeaf(utf8("forged"))];
        expect(verifyConsistency({ ...claim, fromRoot: rootOfLeaves(changed) })).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it("a frontier kept between batches gives the same root", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 90 }), { maxLength: 8 }), (batches) => {
        const leaves = leavesOf(batches.reduce((sum, n) => sum + n, 0));
        let frontier = EMPTY_FRONTIER;
        let taken = 0;
        for (const n of batches) {
          const kept = decodeFrontier(frontier.size, encodeFrontier(frontier));
          frontier = appendLeaves(kept, leaves.slice(taken, taken + n));
          taken += n;
        }
        expect(frontierRoot(frontier)).toEqual(rootOfLeaves(leaves));
      }),
    );
  });

  it("an empty tree has the root of nothing, and a frontier of the wrong length is refused", () => {
    expect(rootOfLeaves([])).toEqual(EMPTY_ROOT);
    expect(() => decodeFrontier(3, new Uint8Array(32))).toThrow("3 leaves has 2 hashes");
  });

  it("lists the nodes a proof needs without reading any", () => {
    expect(nodesNeeded((read) => inclusionProof(2, 7, read))).toEqual([
      { level: 0, index: 3 },
      { level: 1, index: 0 },
      { level: 1, index: 2 },
      { level: 0, index: 6 },
    ]);
  });

  it.each([
    [3, 3],
    [-1, 3],
    [0.5, 3],
    [0, 2 ** 53],
  ])("refuses to prove leaf %s of %s", (index, size) => {
    expect(() => inclusionProof(index, size, () => EMPTY_ROOT)).toThrow(RangeError);
  });

  it.each([
    [0, 3],
    [4, 3],
  ])("refuses to prove %s a prefix of %s", (from, to) => {
    expect(() => consistencyProof(from, to, () => EMPTY_ROOT)).toThrow(RangeError);
  });
});
