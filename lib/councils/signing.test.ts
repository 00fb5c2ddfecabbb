import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { knownBy } from "#lib/access/identity-level.ts";
import { type BusinessFunction, type Caller, FUNCTIONS } from "#lib/kernel/caller.ts";
import { digestOfJson } from "#lib/kernel/digest.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { ownSeats } from "./own-seats.ts";
import { councilStanding } from "./quorum.ts";
import { replayedSignature } from "./replayed-signature.ts";
import type { Signable, SignableKind } from "./signable.ts";
import { SIGNABLE_KINDS } from "./signable.ts";
import { VERDICT_DECISIONS } from "./signature.ts";
import { recordedSignature, signatureSaid } from "./signature-event.ts";
import { sign, standingWith } from "./signing.ts";
import { statementDigest } from "./statement.ts";

const KINDS = Object.keys(SIGNABLE_KINDS) as SignableKind[];
const digest = digestOfJson("what is signed");
const subjectOf = (kind: SignableKind, more: Partial<Signable> = {}): Signable => ({
  kind,
  id: "s1",
  round: 1,
  digest,
  digests: kind === "release" ? { case: digest, plan: digest, policy: digest } : { policy: digest },
  about: { number: 1 },
  seats: [
    { function: "security", min: 1 },
    { function: "engineering", min: 1 },
  ],
  contributors: [{ personId: "author", because: "opened it" }],
  signatures: [],
  lifted: () => false,
  identity: {
    takes: ["mailed"],
    of: (id) => knownBy(id === "handed" ? "handed-over" : "mailed", id === "bound" ? ["i-1"] : []),
  },
  entitled: () => true,
  open: ok(null),
  ...more,
});
const personOf = (id: string, functions: readonly BusinessFunction[] = [...FUNCTIONS]): Caller => ({
  kind: "person",
  id,
  name: id,
  workspaceId: "w1",
  roles: ["reviewer"],
  functions,
  sessionId: "x",
});
const mira = personOf("mira");
const now = new Date("2026-11-23T08:00:00.000Z");
const attempt = { round: 1, digest, seat: "security", decision: "approve" } as const;
const signing = (caller: Caller, id = "n1", account: string | null = null) => ({
  caller,
  account,
  circle: {
    days: 365,
    waitHours: 24,
    now,
    sayers: [],
    members: new Map(),
    provenances: new Map(),
    nameOf: (id: string) => id,
  },
  now,
  newId: () => id,
});

describe.each(KINDS)("a %s", (kind) => {
  const subject = subjectOf(kind);

  it.each([
    ["by a token", { caller: { ...mira, kind: "system" } as Caller }, "person-only"],
    ["by whom an admin handed their way in", { caller: personOf("handed") }, "identity-level-not-taken"],
    ["by its author", { caller: personOf("author") }, "contributor-cannot-sign"],
    ["for another function", { caller: personOf("ben", ["product"]) }, "not-of-this-function"],
    ["over another digest", { attempt: { ...attempt, digest: digestOfJson("other") } }, "digest-changed"],
    ["over another round", { attempt: { ...attempt, round: 2 } }, "digest-changed"],
    ["for a seat it does not have", { attempt: { ...attempt, seat: "product" } }, "no-such-seat"],
    ["to reject without a reason", { attempt: { ...attempt, decision: "reject" } }, "reason-missing"],
    [
      "when it is closed",
      { subject: subjectOf(kind, { open: refuse("illegal", "closed", "It is closed.") }) },
      "closed",
    ],
  ] as const)("is not signed %s", (_, given, code) => {
    const {
      caller = mira,
      attempt: asked = attempt,
      subject: of = subject,
    } = given as Partial<{
      caller: Caller;
      attempt: typeof attempt;
      subject: Signable;
    }>;
    expect(sign(of, asked, signing(caller))).toMatchObject({ ok: false, error: { code } });
  });

  it("is signed over its own sections, and one person fills one seat", () => {
    const signed = sign(subject, attempt, signing(mira));
    if (!signed.ok) throw new Error(signed.error.code);
    expect(signed.value.sectionDigests).toEqual(subject.digests);
    const after = { ...subject, signatures: [signed.value] };
    expect(sign(after, { ...attempt, seat: "engineering" }, signing(mira))).toMatchObject({
      error: { code: "one-seat-a-person" },
    });
    const { takesAgain } = SIGNABLE_KINDS[kind];
    expect(sign(after, attempt, signing(mira)).ok).toBe(takesAgain);
    expect(ownSeats(after, councilStanding(after), mira)).toMatchObject([
      { function: "security", whyNot: null, last: { signature: { id: "n1" } } },
      { function: "engineering", whyNot: expect.stringContaining("one seat") },
    ]);
  });

  it("counts a signer who lost their authority only for a new signature", () => {
    const lost = { ...subject, entitled: () => false };
    const first = sign(lost, { ...attempt, seat: "engineering" }, signing(personOf("ben")));
    const second = sign(lost, attempt, signing(mira, "n2"));
    if (!first.ok || !second.ok) throw new Error("not signed");
    expect(standingWith({ ...lost, signatures: [first.value] }, second.value).met).toBe(1);
  });

  it("takes a provider for what came through it, and only while the account is the signer's", () => {
    const takes = { ...subject, identity: { ...subject.identity, takes: ["provider"] as const } };
    const by = (person: string, account: string | null) =>
      sign(takes, attempt, signing(personOf(person), "n1", account));
    expect(by("bound", "i-1")).toMatchObject({ ok: true, value: { account: "i-1" } });
    expect(by("bound", null)).toMatchObject({
      error: {
        code: "identity-level-not-taken",
        todo: "Prove your presence through the provider of your organisation.",
      },
    });
    expect(by("mira", "i-1")).toMatchObject({ error: { code: "identity-level-not-taken" } });
    const seatsOf = (person: string) => ownSeats(takes, councilStanding(takes), personOf(person));
    expect(seatsOf("bound")[0]).toMatchObject({ whyNot: null });
    expect(seatsOf("mira")[0]).toMatchObject({ code: "identity-level-not-taken" });
  });

  it("reads the signature back from its event", () => {
    const types = {
      release: "verdict.cast",
      "policy-proposal": "policy.signed",
      "council-proposal": "council.signed",
      "tier-assessment": "assessment.signed",
      "release-condition": "condition.signed",
      waiver: "waiver.signed",
      envelope: "envelope.signed",
      "re-review": "review.signed",
      sitting: "sitting.signed",
    } as const;
    const type = types[kind];
    fc.assert(
      fc.property(
        fc.constantFrom(...VERDICT_DECISIONS.filter((one) => one in SIGNABLE_KINDS[kind].meanings)),
        fc.boolean(),
        fc.constantFrom(
          { level: "provider", identity: "i-1" } as const,
          { level: "mailed", identity: null } as const,
        ),
        (decision, byPasskey, { level, identity }) => {
          const signed = sign(
            subject,
            { ...attempt, decision, comment: "Because." },
            signing(mira, "n1", identity),
          );
          if (!signed.ok) throw new Error(signed.error.code);
          const { id, sectionDigests, statement } = signed.value;
          const passkey = byPasskey ? { proof: { publicKey: "k" }, key: digest } : null;
          const said = signatureSaid(subject, signed.value, { method: "webauthn", level, identity, passkey });
          expect(said.data.identity).toBe(identity ?? undefined);
          const own = {
            verdict: id,
            round: 1,
            sections: sectionDigests,
            subject: digest,
            signature: id,
            digest,
            condition: id,
            report: 1,
            term: 1,
          };
          const recorded = recordedSignature({ type, data: { ...own, ...said.data } }, now.toISOString());
          const kept = { ...signed.value, kind, subjectDigest: digest, method: "webauthn" };
          expect(replayedSignature(recorded, "it")).toEqual(
            replayedSignature({ ...kept, statementDigest: statementDigest(statement) }, "it"),
          );
          expect("key" in recorded).toBe(byPasskey);
          expect("passkey" in said.details).toBe(byPasskey);
        },
      ),
    );
  });
});

it("refuses a decision of another kind", () => {
  const asked = { ...attempt, decision: "request-changes", comment: "More." } as const;
  expect(sign(subjectOf("release"), asked, signing(mira)).ok).toBe(true);
  expect(sign(subjectOf("policy-proposal"), asked, signing(mira))).toMatchObject({
    error: { code: "no-such-decision", field: "decision" },
  });
});
