import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type AuditEntry, commitment, encodeEntry } from "#lib/audit/entry.ts";
import { hashLeaf, hashNode } from "#lib/merkle/hash.ts";
import { formatReceipt } from "#lib/merkle/receipt.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { proofSteps } from "./proof-steps.ts";

const salt = new Uint8Array(randomBytes(32));
const kept = { salt: Buffer.from(salt).toString("base64url"), body: "It looked wrong." };
const entry: AuditEntry = {
  v: 1,
  id: "0193a58a-0000-7000-8000-000000000001",
  tenant: "t",
  stream: "rollout/1",
  stream_seq: 1,
  action: "rollout.halted",
  occurred_at: "2026-11-23T03:40:00.123Z",
  outcome: "success",
  actor: { type: "user", id: "u" },
  targets: [],
  details: { reason: commitment(salt, kept.body) },
};
const encoded = encodeEntry(entry);
if (!encoded.ok) throw new Error(encoded.error.message);
const other = hashLeaf(new Uint8Array(randomBytes(20)));
const leaf = hashLeaf(encoded.value);
const receipt = formatReceipt({ index: 0, proof: [other], checkpoint: TEST_LOG.note([leaf, other]) });
const whole = {
  entry: new TextDecoder().decode(encoded.value),
  receipt,
  logKey: TEST_LOG.vkey,
  details: [{ name: "reason", kept }],
};
const failing = (proof: typeof whole): string[] => {
  const result = proofSteps(proof);
  if (result.kind !== "checked") throw new Error(result.reason);
  return result.steps.filter(({ holds }) => !holds).map(({ name }) => name);
};

describe("the proof of an event", () => {
  it("holds for what was recorded", () => {
    expect(hashNode(leaf, other)).toHaveLength(32);
    expect(failing(whole)).toEqual([]);
  });

  it("fails for one other character in the entry", () => {
    expect(failing({ ...whole, entry: whole.entry.replace("halted", "paused") })).toEqual(["Root"]);
  });

  it("fails for a detail that says something else", () => {
    const changed = { name: "reason", kept: { ...kept, body: "It looked fine." } };
    expect(failing({ ...whole, details: [changed] })).toEqual(["Detail"]);
  });

  it("fails under another log's signature, and says nothing of an erased detail", () => {
    const forged = receipt.replace(
      /— (\S+) (.)/,
      (_, name, first) => `— ${name} ${first === "A" ? "B" : "A"}`,
    );
    expect(failing({ ...whole, receipt: forged })).toEqual(["Signature"]);
    const erased = proofSteps({ ...whole, details: [{ name: "reason", kept: null as never }] });
    expect(erased).toMatchObject({ kind: "checked" });
    if (erased.kind === "checked") expect(erased.steps).toHaveLength(4);
  });

  it("is not checked where the proof cannot be read", () => {
    expect(proofSteps({ ...whole, receipt: "nonsense" })).toMatchObject({ kind: "unavailable" });
  });
});
