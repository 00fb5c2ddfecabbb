import { describe, expect, it } from "vitest";
import { overIn, type Statement, signatureStatement, statementTexts } from "./statement.ts";

const digest = `sha256:${"ab".repeat(32)}`;
const common = {
  seat: "security",
  decision: "approve",
  sections: { case: digest, policy: digest },
  signer: { id: "p1", name: "Mira Okafor" },
  signedAt: new Date("2026-11-23T08:00:00.000Z"),
  nonce: "n1",
} as const;
const ofRelease: Statement = {
  ...common,
  subject: { kind: "release", id: "r1", round: 2, digest, about: { number: 12 } },
};
const base = { version: 3, digest };
const ofPolicy: Statement = {
  ...common,
  subject: { kind: "policy-proposal", id: "r1", round: 1, digest, about: { version: 4, base } },
};

describe("a statement", () => {
  it("names the subject, round, digests, signer and meaning", () => {
    expect(JSON.parse(signatureStatement(ofRelease))).toEqual({
      _type: "https://in-toto.io/Statement/v1",
      subject: [{ name: "release/r1", digest: { sha256: "ab".repeat(32) } }],
      predicateType: "https://countersign.dev/attestation/signature/v1",
      predicate: {
        about: { number: 12 },
        round: 2,
        sections: { case: digest, policy: digest },
        seat: "security",
        decision: "approve",
        meaning: "I have reviewed the signed sections and approve this release for my function.",
        signer: { id: "p1", name: "Mira Okafor" },
        signedAt: "2026-11-23T08:00:00.000Z",
        nonce: "n1",
      },
    });
  });

  it("names the failing checks it approves over, and then has no earlier form", () => {
    const over = ["compared-with-live"];
    const text = signatureStatement({ ...ofRelease, over });
    expect(JSON.parse(text)).toMatchObject({
      predicateType: "https://countersign.dev/attestation/signature/v2",
      predicate: { about: { number: 12 }, round: 2, over },
    });
    expect(statementTexts({ ...ofRelease, over })).toEqual([text]);
    expect(statementTexts(ofRelease)).not.toContain(text);
    expect(overIn(text)).toEqual(over);
    expect(overIn(signatureStatement(ofRelease))).toEqual([]);
  });

  it("of one kind differs from any of another, even if all else is equal", () => {
    const subject = { ...ofRelease.subject, about: { number: 12, version: 4, base } };
    const kinds = ["release", "policy-proposal"] as const;
    const texts = kinds.flatMap((kind) => statementTexts({ ...common, subject: { ...subject, kind } }));
    expect(texts).toHaveLength(4);
    expect(new Set(texts).size).toBe(4);
  });

  it("is recognised in its earlier form, byte for byte", () => {
    const subject = (name: string) =>
      `"subject":[{"digest":{"sha256":"${"ab".repeat(32)}"},"name":"${name}"}]}`;
    const signed = '"signedAt":"2026-11-23T08:00:00.000Z","signer":{"id":"p1","name":"Mira Okafor"}';
    const head = '{"_type":"https://in-toto.io/Statement/v1","predicate":';
    expect(statementTexts(ofRelease)).toContain(
      `${head}{"decision":"approve","meaning":"I have reviewed the signed sections and approve this release for my function.",` +
        `"nonce":"n1","release":12,"round":2,"seat":"security","sections":{"case":"${digest}","policy":"${digest}"},${signed}},` +
        `"predicateType":"https://countersign.dev/attestation/verdict/v1",${subject("release/r1")}`,
    );
    expect(statementTexts(ofPolicy)).toContain(
      `${head}{"base":{"digest":"${digest}","version":3},"decision":"approve",` +
        `"meaning":"I have reviewed this change of the sign-off policy and approve it for my function.",` +
        `"nonce":"n1","seat":"security",${signed},"version":4},` +
        `"predicateType":"https://countersign.dev/attestation/policy-verdict/v1",${subject("policy-proposal/r1")}`,
    );
  });
});
