import { afterAll, beforeAll, expect, it } from "vitest";
import type { PacketFiles } from "#lib/audit/packet.ts";
import { statementDigest, statementTexts } from "#lib/councils/statement.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { changedPolicyPacket } from "#lib/testing/packets/changed-policy-packet.ts";
import { TEST_LOG } from "#lib/testing/packets/evidence-packet.ts";
import { altering, type Forging, forged, nthOf, without } from "#lib/testing/packets/forging.ts";
import { changedLines, put } from "#lib/testing/packets/packet-folder.ts";

let told: Awaited<ReturnType<typeof changedPolicyPacket>>;
let files: PacketFiles;
beforeAll(async () => {
  told = await changedPolicyPacket();
  ({ files } = told);
}, 120_000);
afterAll(() => told?.close());

const said = (packet: PacketFiles, vkey?: string): string[] => told.verified(packet, vkey).said;

it("a packet of a release under a policy changed by sign-off verifies", () => {
  expect(said(files)).toEqual([]);
  expect(JSON.parse(files["policy.json"]!)).toMatchObject({ version: 3 });
});

it.each<[string, Forging, string]>([
  ["a seat that did not sign", without("policy.signed", 1), "although the signatures did not lead to it"],
  ["no proposal", without("policy.proposed", 2), "does not belong to a proposal in the log"],
  [
    "its author's signature",
    altering("policy.signed", 1, (entry) => {
      entry.data["signer"] = entry.actor.id = told.ids.ada;
    }),
    "should have been refused (contributor-cannot-sign)",
  ],
  [
    "one person in both seats",
    (entries) => {
      const [first, second] = [1, 2].map((at) => nthOf(entries, "policy.signed", at).data);
      second!["signer"] = first!["signer"];
      return entries;
    },
    "should have been refused (one-seat-a-person)",
  ],
  [
    "other content than was signed",
    altering("policy.published", 2, ({ data }) => {
      put(data, "content.routes.0.seats", [{ function: "product", min: 1 }]);
      data["digest"] = digestOfJson(data["content"]);
    }),
    "is not what was proposed",
  ],
  [
    "a proposal of something else",
    altering("policy.proposed", 1, ({ data }) => {
      put(data, "content.title", "Another");
    }),
    "what was proposed does not hash to its digest",
  ],
  [
    "a signature over something else",
    altering("policy.signed", 1, ({ data }) => {
      data["digest"] = digestOfJson({});
    }),
    "is over a round or digest the policy was not in",
  ],
  [
    "another statement than was signed",
    altering("policy.signed", 1, ({ data }) => {
      data["statement"] = digestOfJson("another");
    }),
    "is not the statement that was signed",
  ],
  [
    "a decision that no policy is given",
    altering("policy.signed", 1, ({ data }) => {
      data["decision"] = "request-changes";
    }),
    "was published, although not every seat had signed it",
  ],
  [
    "a signature of a release",
    altering("policy.signed", 1, (entry) => {
      const { signature, digest, ...data } = entry.data;
      Object.assign(entry, {
        action: "verdict.cast",
        data: {
          ...data,
          number: 1,
          verdict: signature,
          subject: digest,
          round: 1,
          sections: { policy: digest },
        },
      });
    }),
    "verdict.cast is not an event of a policy",
  ],
  ["a rejection left out", without("policy.rejected", 0), "policy.rejected is due after this signature"],
  ["a version left out", without("policy.published", 1), "policy.published is due after this signature"],
])("a log rewritten by a holder of the key is detected: %s", (_, change, finding) => {
  expect(said(forged(files, change), TEST_LOG.vkey).join("\n")).toContain(finding);
});

it("statements in the earlier wordings of each kind verify too, but hide no failing check", () => {
  const earlier = (texts: readonly string[]) => texts.at(-1)!;
  const digests = new Map<string, string>();
  const old = changedLines(files, "verdicts.ndjson", (lines) =>
    lines.map((line) => {
      const { verdict, statement } = line as { verdict: string; statement: string };
      const { subject, predicate } = JSON.parse(statement);
      const [kind, id] = subject[0].name.split("/");
      const { round, about, sections, signer, signedAt, nonce, seat, decision } = predicate;
      const digest = `sha256:${subject[0].digest.sha256}`;
      const said = { seat, decision, sections, signer, nonce, signedAt: new Date(signedAt) };
      const text = earlier(statementTexts({ ...said, subject: { kind, id, round, digest, about } }));
      digests.set(verdict, statementDigest(text));
      return { verdict, statement: text };
    }),
  );
  expect(old["verdicts.ndjson"]).toContain("attestation/verdict/v1");
  const recorded =
    (over: object): Forging =>
    (entries) =>
      entries.map(({ data: { over: _, ...data }, ...entry }) =>
        entry.action === "verdict.cast"
          ? {
              ...entry,
              data: { ...data, ...over, statement: digests.get(`${data["verdict"]}`) ?? data["statement"] },
            }
          : { ...entry, data },
      );
  expect(said(forged(old, recorded({})), TEST_LOG.vkey)).toEqual([]);
  expect(said(forged(old, recorded({ over: ["no-metric-worse"] })), TEST_LOG.vkey).join("\n")).toContain(
    "does not match its verdict",
  );
});
