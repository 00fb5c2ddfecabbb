import { z } from "zod";
import type { IdentityLevel } from "#lib/access/identity-level.ts";
import { type BusinessFunction, FUNCTIONS } from "#lib/kernel/caller.ts";
import { count, digestText, named } from "#lib/kernel/event-fields.ts";
import type { ConditionSaid } from "./condition.ts";
import { type Presence, presenceDetails, presenceFields, presenceSaid } from "./presence-said.ts";
import type { Signable, SignableKind } from "./signable.ts";
import type { Signature, VerdictDecision } from "./signature.ts";
import { lapsedOf, type Signed } from "./signing.ts";
import { statementDigest } from "./statement.ts";

/** The fields common to the events of all signatures; each event type adds its own. */
export function signatureSaid<D extends VerdictDecision>(
  subject: Pick<Signable, "signatures" | "entitled" | "challenging">,
  { seat, decision, signerId, signerName, statement, comment, ...under }: Signed<D>,
  presence: Presence,
) {
  const { data, details } = presenceSaid({ id: signerId, name: signerName }, presence);
  const of = { statement: statementDigest(statement), lapsed: lapsedOf(subject) };
  return {
    data: { seat, decision, ...data, ...of, ...rulesSaid(under) },
    details: { ...details, ...(comment ? { comment } : {}) },
  };
}

/** Of an approval: the policy's rules for signers under which it was given. */
const rulesSaid = ({
  independenceDays,
  factorWaitHours,
}: Pick<Fields, "independenceDays" | "factorWaitHours">) => ({
  ...(independenceDays === undefined ? {} : { independenceDays, hands: true as const }),
  ...(factorWaitHours === undefined ? {} : { factorWaitHours }),
});

/** A signature as the log records it. */
export type RecordedSignature = Signature & {
  readonly kind: SignableKind;
  readonly subjectDigest: string;
  readonly statementDigest: string;
  readonly method: string;
  /** Digest of the passkey's public key. */
  readonly key?: string;
  /** How well the signer was known by the way they came; undefined in older entries. */
  readonly level?: IdentityLevel;
  /** Earlier approvals whose signers had lost their authority by then; in older entries, objections as well. */
  readonly lapsed: readonly string[];
  /** An objection that outlives its signer's authority: all but those of older entries. */
  readonly outlives?: boolean;
  /** The failing checks it approves over. */
  readonly over?: readonly string[];
  /** The conditions it approves on. */
  readonly conditions?: readonly ConditionSaid[];
  /** The delegation by which its signer spoke for another. */
  readonly delegation?: string;
  /** The window in which its signer was independent of the others; undefined in older entries. */
  readonly independenceDays?: number;
};

/** The common fields of every act for a seat: the presence and the rules under which it was given. */
export const seatFields = {
  ...presenceFields,
  seat: z.enum(FUNCTIONS),
  /** Earlier approvals whose signers had lost their authority. Earlier versions listed objections, too. */
  lapsed: z.array(named),
  /** The policy's window in which the signer was independent of the others. Earlier versions did not check it. */
  independenceDays: count.exactOptional(),
  /** An act counted for everybody behind its account. Earlier versions counted it for the account alone. */
  hands: z.literal(true).exactOptional(),
  /** The policy's hours after a reset or a new factor. Earlier versions did not check them. */
  factorWaitHours: count.exactOptional(),
};

/** The common fields of a signature's event, to parse it. */
export const signatureFields = {
  ...seatFields,
  /** Digest of the statement's text. */
  statement: digestText,
};
export const signatureDetails = presenceDetails.extend({ comment: z.string().exactOptional() });

type Fields = {
  readonly seat: BusinessFunction;
  readonly decision: VerdictDecision;
  readonly signer: string;
  readonly method: string;
  readonly statement: string;
  readonly key?: string;
  readonly level?: IdentityLevel;
  readonly identity?: string;
  readonly lapsed: readonly string[];
  readonly independenceDays?: number;
  readonly factorWaitHours?: number;
};
type OfRelease = {
  readonly outlives?: true;
  readonly over?: readonly string[];
  readonly conditions?: readonly ConditionSaid[];
  readonly onBehalfOf?: string;
  readonly delegation?: string;
  readonly verdict: string;
  readonly round: number;
  readonly sections: Signature["sectionDigests"];
  readonly subject: string;
};
type OfWhole = { readonly signature: string; readonly digest: string };
type OfReport = OfWhole & { readonly condition: string; readonly report: number };
type OfRound = OfWhole & { readonly round: number };
type OfTerm = OfWhole & { readonly term: number };
type OfReview = OfWhole & Pick<OfRelease, "round" | "conditions">;

/** The events that record a signature; each has its own field for the subject. */
export type SignatureEvent =
  | { readonly type: "verdict.cast"; readonly data: Fields & OfRelease }
  | { readonly type: "policy.signed"; readonly data: Fields & OfWhole }
  | { readonly type: "council.signed"; readonly data: Fields & OfWhole }
  | { readonly type: "assessment.signed"; readonly data: Fields & OfWhole }
  | { readonly type: "condition.signed"; readonly data: Fields & OfReport }
  | { readonly type: "waiver.signed"; readonly data: Fields & OfTerm }
  | { readonly type: "envelope.signed"; readonly data: Fields & OfWhole }
  | { readonly type: "review.signed"; readonly data: Fields & OfReview }
  | { readonly type: "sitting.signed"; readonly data: Fields & OfRound };
export const SIGNATURE_TYPES = [
  "verdict.cast",
  "policy.signed",
  "council.signed",
  "assessment.signed",
  "condition.signed",
  "waiver.signed",
  "envelope.signed",
  "review.signed",
  "sitting.signed",
] as const satisfies readonly SignatureEvent["type"][];

type Own = Pick<
  RecordedSignature,
  | "kind"
  | "id"
  | "round"
  | "sectionDigests"
  | "subjectDigest"
  | "over"
  | "outlives"
  | "conditions"
  | "onBehalfOf"
  | "delegation"
>;

function ownOf({ type, data }: SignatureEvent): Own {
  switch (type) {
    case "verdict.cast":
      return {
        kind: "release",
        id: data.verdict,
        round: data.round,
        sectionDigests: data.sections,
        subjectDigest: data.subject,
        ...(data.over ? { over: data.over } : {}),
        ...onConditions(data),
        ...(data.onBehalfOf ? { onBehalfOf: data.onBehalfOf } : {}),
        ...(data.delegation ? { delegation: data.delegation } : {}),
        outlives: data.outlives ?? false,
      };
    case "policy.signed":
      return { kind: "policy-proposal", ...ofWhole(data) };
    case "council.signed":
      return { kind: "council-proposal", ...ofWhole(data) };
    case "assessment.signed":
      return { kind: "tier-assessment", ...ofWhole(data) };
    case "condition.signed":
      return { kind: "release-condition", ...ofWhole(data), round: data.report };
    case "waiver.signed":
      return { kind: "waiver", ...ofWhole(data), round: data.term };
    case "envelope.signed":
      return { kind: "envelope", ...ofWhole(data) };
    case "review.signed":
      return { kind: "re-review", ...ofWhole(data), round: data.round, ...onConditions(data) };
    case "sitting.signed":
      return { kind: "sitting", ...ofWhole(data), round: data.round };
  }
}

const onConditions = ({ conditions }: Pick<OfReview, "conditions">) => (conditions ? { conditions } : {});

/** A subject without rounds that is signed as one section. */
const ofWhole = ({ signature, digest }: OfWhole) => ({
  id: signature,
  round: 1,
  sectionDigests: { policy: digest },
  subjectDigest: digest,
});

/** The signature recorded by an event of the log. */
export function recordedSignature(event: SignatureEvent, at: string): RecordedSignature {
  const { seat, decision, signer, statement, method, key, level, identity, lapsed, independenceDays } =
    event.data;
  return {
    ...ownOf(event),
    seat,
    decision,
    signerId: signer,
    account: identity ?? null,
    signedAt: new Date(at),
    statementDigest: statement,
    method,
    ...(key === undefined ? {} : { key }),
    ...(level === undefined ? {} : { level }),
    lapsed,
    ...(independenceDays === undefined ? {} : { independenceDays }),
  };
}
