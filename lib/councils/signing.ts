import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { mayFillSeat, type Signer } from "./eligibility.ts";
import { type Council, councilStanding } from "./quorum.ts";
import { signedSections } from "./sections.ts";
import { kindOf, meaningOf, type Signable } from "./signable.ts";
import type { Signature, VerdictDecision } from "./signature.ts";
import { signatureStatement } from "./statement.ts";

/** What somebody asks to sign: the round and digest they looked at, and what they say to it. */
export type Attempt<D extends VerdictDecision = VerdictDecision> = {
  readonly round: number;
  readonly digest: string;
  readonly seat: BusinessFunction;
  readonly decision: D;
  readonly comment?: string | undefined;
};

/** A signature as it is kept, but for how its signer proved who they are. */
export type Signed<D extends VerdictDecision = VerdictDecision> = Signature & {
  readonly decision: D;
  readonly signerName: string;
  readonly meaning: string;
  readonly statement: string;
  readonly comment: string;
};

type Signing = { readonly caller: Caller; readonly now: Date; readonly newId: () => string };

/** Signs a seat as asked: the one way to a signature, of whatever is signed. */
export function sign<D extends VerdictDecision>(
  subject: Signable,
  attempt: Attempt<D>,
  { caller, now, newId }: Signing,
): Result<Signed<D>, Refusal> {
  if (caller.kind !== "person") return refuse("forbidden", "person-only", "Only a person can sign.");
  const signable = maySign(subject, attempt, caller);
  if (!signable.ok) return signable;
  const { kind, id: subjectId, round, digest, digests, about, seats } = subject;
  const { seat, decision, comment = "" } = attempt;
  const id = newId();
  const sectionDigests = Object.fromEntries(
    signedSections(seat, seats).flatMap((section) => (digests[section] ? [[section, digests[section]]] : [])),
  );
  const statement = signatureStatement({
    subject: { kind, id: subjectId, round, digest, about },
    seat,
    decision,
    sections: sectionDigests,
    signer: { id: caller.id, name: caller.name },
    signedAt: now,
    nonce: id,
  });
  return ok({
    id,
    round,
    seat,
    decision,
    signerId: caller.id,
    signerName: caller.name,
    sectionDigests,
    signedAt: now,
    meaning: meaningOf(kind, decision),
    statement,
    comment,
  });
}

/** Is it open, the same as was looked at, and this person's to sign? */
function maySign(subject: Signable, attempt: Attempt, signer: Signer): Result<null, Refusal> {
  const { seat, decision, comment } = attempt;
  const kind = kindOf(subject.kind);
  if (!subject.open.ok) return subject.open;
  if (attempt.round !== subject.round || attempt.digest !== subject.digest)
    return refuse(
      "stale",
      "digest-changed",
      `This ${kind.noun} is not what you looked at; it is in round ${subject.round} now. Nothing was signed.`,
      { todo: "Look at what changed, then sign the new digest." },
    );
  if (!kind.decisions.includes(decision))
    return refuse("invalid", "no-such-decision", `Nobody can ${decision} a ${kind.noun}.`, {
      field: "decision",
    });
  const eligible = mayFillSeat(signer, seat, subject);
  if (!eligible.ok) return eligible;
  const said = subject.signatures.some((one) => one.signerId === signer.id && one.decision === decision);
  if (said && !kind.takesAgain && !councilStanding(subject).approved)
    return refuse("conflict", "already-signed", "That is your verdict already.");
  if (decision !== "approve" && !comment)
    return refuse("invalid", "reason-missing", REASON_WANTED[decision], { field: "comment" });
  return ok(null);
}

const REASON_WANTED = {
  "request-changes": "Say what has to change.",
  reject: "Say why you reject it.",
} as const;

/** Where the sign-off stands with one signature more, whose signer was just found to be entitled. */
export const standingWith = (subject: Signable, signature: Signature): Council<Signature> =>
  councilStanding({
    ...subject,
    signatures: [...subject.signatures, signature],
    entitled: (id, seat) => id === signature.signerId || subject.entitled(id, seat),
  });

/** The signatures whose signers lost the authority. With these and the log alone a sign-off derives again. */
export const lapsedOf = ({ signatures, entitled }: Pick<Signable, "signatures" | "entitled">): string[] =>
  signatures.filter(({ signerId, seat }) => !entitled(signerId, seat)).map(({ id }) => id);
