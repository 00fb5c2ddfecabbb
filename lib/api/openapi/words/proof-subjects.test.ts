import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { tokenTerms } from "#lib/access/token-terms.ts";
import { delegationTerms } from "#lib/councils/delegation.ts";
import { canonicalBytes } from "#lib/kernel/canonical-json.ts";
import { webhookTerms } from "#lib/overview/webhook-terms.ts";
import { PROOF_SUBJECT_WORDS } from "./proof-subjects.ts";

/** As somebody makes it who has read the words alone. */
const byTheWords = (fields: object) =>
  `sha256:${createHash("sha256").update(canonicalBytes(fields)).digest("hex")}`;

/** The fields that the words name for an act. */
const fieldsOf = (act: string) =>
  [
    ...new RegExp(`\`${act}\`: the digest of ([^.]*)\\.`).exec(PROOF_SUBJECT_WORDS)![1]!.matchAll(/`(\w+)`/g),
  ].map(([, name]) => name);

it("has an example that is its own digest, and the server's", () => {
  const [, json, digest] = /So `(.*?)` gives `(.*?)`/.exec(PROOF_SUBJECT_WORDS)!;
  expect(`sha256:${createHash("sha256").update(json!).digest("hex")}`).toBe(digest);
  expect(webhookTerms(JSON.parse(json!))).toBe(digest);
});

const webhook = {
  name: "Board",
  url: "https://board.example/in",
  kinds: ["release"],
  model: "churn-risk",
  format: "slack" as const,
};
const token = {
  name: "CI",
  scopes: ["registry:read", "release:read"],
  expiresInDays: 90,
  responsibleId: "0198c0de-0000-7000-8000-000000000001",
  source: { name: "nightly", pointer: "churn-risk.production" },
};
const delegation = {
  to: "0198c0de-0000-7000-8000-000000000002",
  functions: ["security" as const],
  models: null,
  startsAt: "2026-11-28T08:00:00.000Z",
  endsAt: "2026-11-29T08:00:00.000Z",
  reason: "Away.",
};
const webhookId = "0198c0de-0000-7000-8000-000000000003";

it.each([
  ["issue-token", token, tokenTerms(token)],
  ["create-webhook", webhook, webhookTerms(webhook)],
  [
    "change-webhook",
    { ...webhook, webhookId, active: true },
    webhookTerms({ ...webhook, webhookId, active: true }),
  ],
  ["create-delegation", delegation, delegationTerms(delegation)],
])("names every field that the digest for %s is over", (act, asked, digest) => {
  expect(byTheWords({ v: 1, ...asked })).toBe(digest);
  expect(fieldsOf(act).sort()).toEqual(["v", ...Object.keys(asked)].sort());
});

it("leaves out what is not sent", () => {
  const { responsibleId: _, source: __, ...bare } = token;
  expect(byTheWords({ v: 1, ...bare })).toBe(tokenTerms(bare));
});
