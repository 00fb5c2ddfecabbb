import { adminApart } from "#lib/access/granting.ts";
import type { BusinessFunction, Caller, Role } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { mayApproveFor } from "./approving.ts";
import { unheardIn } from "./challenge.ts";
import type { Circle } from "./circle.ts";
import { type Condition, type ConditionAsked, mayRaise, raised } from "./condition.ts";
import { mayFillSeat, type Signer } from "./eligibility.ts";
import { mayIdentify } from "./identity-taken.ts";
import { mayGoOver } from "./over-checks.ts";
import { type Council, councilStanding } from "./quorum.ts";
import { maySignOpenly } from "./sealing.ts";
import { signedSections } from "./sections.ts";
import { kindOf, meaningOf, type Signable } from "./signable.ts";
import { isObjection, type Signature, type VerdictDecision } from "./signature.ts";
import { type SaidBehalf, signatureStatement } from "./statement.ts";
import { mayVoice } from "./voice.ts";

/** A request to sign: the round and digest that the signer reviewed, and their decision. */
export type Attempt<D extends VerdictDecision = VerdictDecision> = {
  readonly round: number;
  readonly digest: string;
  readonly seat: BusinessFunction;
  readonly decision: D;
  readonly comment?: string | undefined;
  /** The failing checks that the signer was shown, by id. */
  readonly over?: readonly string[] | undefined;
  /** What must be met for an approval to stand. */
  readonly conditions?: readonly ConditionAsked[] | undefined;
};

/** A stored signature, without how its signer proved their presence. */
export type Signed<D extends VerdictDecision = VerdictDecision> = Signature & {
  readonly decision: D;
  readonly signerName: string;
  readonly meaning: string;
  readonly statement: string;
  readonly comment: string;
  /** The failing checks it approves over; undefined where nothing is approved or checked. */
  readonly over: readonly string[] | undefined;
  /** Whom its signer spoke for; absent where for themselves. */
  readonly behalf?: SaidBehalf;
  /** What must be met for it to stand; absent where nothing must. */
  readonly conditions?: readonly Condition[];
  /** Of an approval: for how many days an act would have tied the signer to another. */
  readonly independenceDays?: number;
  /** Of an approval: for how many hours the signer would have waited after a reset or a new factor. */
  readonly factorWaitHours?: number;
};

/** Somebody whom a signer speaks for. */
export type Behalf = {
  readonly id: string;
  readonly name: string;
  readonly functions: readonly BusinessFunction[];
  readonly delegation: string;
};

type Signing = {
  /** With the authority that this transaction holds. */
  readonly caller: Caller;
  /** The account at a provider through which the caller proved their presence; null for none. */
  readonly account: string | null;
  /** Those who signed so far and could sign now, as this transaction holds them. */
  readonly circle: Circle;
  /** The active people among the owners of its conditions, by id. */
  readonly owners?: ReadonlyMap<string, string>;
  /** By whose delegation the caller signs, with the functions of whoever gave it. */
  readonly behalf?: Behalf | undefined;
  readonly now: Date;
  readonly newId: () => string;
};

/** What the command that signs holds until its transaction ends. */
type HeldSigner = Pick<Signing, "circle" | "owners"> & {
  readonly signer: Caller;
  readonly presence: { readonly identity: string | null };
};

/** The same by whom the command holds, with the proof they gave. */
export const signHeld = <D extends VerdictDecision>(
  subject: Signable & HeldSigner,
  attempt: Attempt<D>,
  context: Pick<Signing, "now" | "newId">,
): Result<Signed<D>, Refusal> => {
  const { signer: caller, presence, circle, owners } = subject;
  const by = { ...context, caller, account: presence.identity, circle, ...(owners && { owners }) };
  return sign(subject, attempt, by);
};

/** Signs a seat. This is the only way to create a signature of any kind. */
export function sign<D extends VerdictDecision>(
  subject: Signable,
  attempt: Attempt<D>,
  { caller, account, circle, owners = new Map(), behalf, now, newId }: Signing,
): Result<Signed<D>, Refusal> {
  if (caller.kind !== "person") return refuse("forbidden", "person-only", "Only a person can sign.");
  const signable = maySign(subject, attempt, { signer: caller, account, circle, behalf });
  if (!signable.ok) return signable;
  const conditional = mayCondition(subject, attempt, { signerId: caller.id, owners, now });
  if (!conditional.ok) return conditional;
  const { kind, id: subjectId, round, digest, digests, about, seats } = subject;
  const { seat, decision, comment = "" } = attempt;
  const id = newId();
  const conditions = attempt.conditions && raised(attempt.conditions, owners, newId);
  const over = decision === "approve" ? subject.failing?.map((check) => check.id) : undefined;
  const sectionDigests = Object.fromEntries(
    signedSections(seat, seats).flatMap((section) => (digests[section] ? [[section, digests[section]]] : [])),
  );
  const statement = signatureStatement({
    subject: { kind, id: subjectId, round, digest, about },
    seat,
    decision,
    over,
    ...(conditions ? { conditions } : {}),
    sections: sectionDigests,
    signer: { id: caller.id, name: caller.name },
    ...(behalf ? { onBehalfOf: saidBehalf(behalf) } : {}),
    signedAt: now,
    nonce: id,
  });
  return ok({
    id,
    round,
    seat,
    decision,
    signerId: caller.id,
    ...(behalf ? { onBehalfOf: behalf.id, behalf: saidBehalf(behalf) } : {}),
    account,
    signerName: caller.name,
    sectionDigests,
    signedAt: now,
    meaning: meaningOf(kind, decision, conditions !== undefined),
    statement,
    comment,
    over,
    ...(conditions ? { conditions } : {}),
    ...(decision === "approve" ? { independenceDays: circle.days, factorWaitHours: circle.waitHours } : {}),
  });
}

const saidBehalf = ({ id, name, delegation }: Behalf): SaidBehalf => ({ id, name, delegation });

/** Only an approval has conditions, and only of a kind that takes them. */
function mayCondition(
  { kind }: Signable,
  { conditions, decision }: Attempt,
  raising: Parameters<typeof mayRaise>[1],
): Result<null, Refusal> {
  if (conditions === undefined) return ok(null);
  if (decision !== "approve" || kindOf(kind).onConditions === undefined)
    return refuse(
      "invalid",
      "no-conditions-here",
      "Only an approval of a release or of what is live can have conditions.",
      {
        field: "conditions",
      },
    );
  return mayRaise(conditions, raising);
}

type Roled = Signer & { readonly roles: readonly Role[] };

/** Whether the subject is open, unchanged since the signer reviewed it, and open to this signer. */
function maySign(subject: Signable, attempt: Attempt, saying: Saying): Result<null, Refusal> {
  const { decision } = attempt;
  const kind = kindOf(subject.kind);
  if (!subject.open.ok) return subject.open;
  if (attempt.round !== subject.round || attempt.digest !== subject.digest)
    return refuse(
      "stale",
      "digest-changed",
      `This ${kind.noun} changed since you opened it; it is now in round ${subject.round}.${changedText(subject)} Nothing was signed.`,
      { todo: "Review what changed, then sign the new digest." },
    );
  if (!kind.decisions.includes(decision))
    return refuse("invalid", "no-such-decision", `A ${kind.noun} cannot be signed with ${decision}.`, {
      field: "decision",
    });
  if (saying.signer.roles.includes("admin")) return adminApart;
  const openly = subject.sealing ? maySignOpenly(subject, councilStanding(subject)) : ok(null);
  if (!openly.ok) return openly;
  const said = maySay(subject, attempt, saying);
  return said.ok ? reasoned(subject, attempt) : said;
}

const changedText = ({ changedSince = [] }: Signable): string =>
  changedSince.length > 0 ? ` Changed since: ${changedSince.join(", ")}.` : "";

type Saying = Pick<Signing, "account" | "circle" | "behalf"> & { readonly signer: Roled };

/** Whether this signer may speak for the seat: by who they are, whom they speak for, and who spoke before. */
function maySay(
  subject: Signable,
  { seat, decision }: Attempt,
  { signer, account, circle, behalf }: Saying,
): Result<null, Refusal> {
  const kind = kindOf(subject.kind);
  const eligible = mayFillSeat({ ...signer, ...(behalf ? { onBehalfOf: behalf } : {}) }, seat, subject);
  if (!eligible.ok) return eligible;
  const identified = mayIdentify(subject, signer.id, account);
  if (!identified.ok) return identified;
  const onBehalfOf = behalf?.id ?? null;
  const said = { signerId: signer.id, onBehalfOf, decision };
  const voiced = mayVoice(said, subject.signatures, councilStanding(subject));
  if (!voiced.ok) return voiced;
  const joined =
    decision === "approve" ? mayApproveFor({ personId: signer.id, seat }, onBehalfOf, circle) : eligible;
  if (!joined.ok) return joined;
  const again = subject.signatures.some((one) => one.signerId === signer.id && one.decision === decision);
  if (again && !kind.takesAgain && !councilStanding(subject).approved)
    return refuse("conflict", "already-signed", "You already gave this verdict.");
  return ok(null);
}

/** Whoever does not approve says why; so does whoever approves over a check that fails. */
function reasoned({ failing = [] }: Signable, { decision, comment, over }: Attempt): Result<null, Refusal> {
  const field = "comment";
  if (decision === "approve") return mayGoOver(failing, { reason: comment, field, seen: over });
  return comment ? ok(null) : refuse("invalid", "reason-missing", REASON_WANTED[decision], { field });
}

const REASON_WANTED = {
  "request-changes": "Write what must change.",
  reject: "Write why you reject it.",
} as const;

/** The sign-off with one more signature, whose signer was just found to be entitled. */
export const standingWith = (subject: Signable, signature: Signature): Council<Signature> =>
  councilStanding({
    ...subject,
    signatures: [...subject.signatures, signature],
    entitled: (one) => one.id === signature.id || subject.entitled(one),
  });

/**
 * The approvals whose signers lost their authority, and likewise what was found of challenges. With these and the log alone,
 * a sign-off is derived again.
 */
export const lapsedOf = ({
  signatures,
  entitled,
  challenging,
}: Pick<Signable, "signatures" | "entitled" | "challenging">): string[] => [
  ...signatures.filter((one) => !isObjection(one) && !entitled(one)).map(({ id }) => id),
  ...(challenging ? unheardIn(challenging) : []),
];
