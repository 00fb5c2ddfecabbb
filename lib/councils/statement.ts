import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { type Digest, digestOfBytes } from "#lib/kernel/digest.ts";
import type { Condition } from "./condition.ts";
import { meaningOf, type Signable, type SignableKind } from "./signable.ts";
import type { Signature, VerdictDecision } from "./signature.ts";

export type SaidBehalf = { readonly id: string; readonly name: string; readonly delegation: string };

export type Statement = {
  readonly subject: Pick<Signable, "kind" | "id" | "round" | "digest" | "about">;
  readonly seat: BusinessFunction;
  readonly decision: VerdictDecision;
  /** The failing checks it approves over, by id; undefined where nothing is approved or checked. */
  readonly over?: readonly string[] | undefined;
  /** What must be met for an approval to stand. */
  readonly conditions?: readonly Condition[];
  /** The sections the seat covers, with their digests. */
  readonly sections: Signature["sectionDigests"];
  readonly signer: { readonly id: string; readonly name: string };
  /** Whom the signer speaks for, and by which delegation. */
  readonly onBehalfOf?: SaidBehalf;
  readonly signedAt: Date;
  /** The signature's id. */
  readonly nonce: string;
};

/** The text of a signature: a canonical in-toto Statement v1. */
export const signatureStatement = (statement: Statement): string => textIn(versionOf(statement), statement);

/** The possible texts of a signature: in the current version, then in earlier ones, which knew of no checks. */
export const statementTexts = (statement: Statement): string[] =>
  [versionOf(statement), statement.over ? undefined : EARLIER[statement.subject.kind]].flatMap((version) =>
    version ? [textIn(version, statement)] : [],
  );

/** The failing checks that a stored statement approves over. */
export const overIn = (text: string): readonly string[] =>
  (JSON.parse(text) as { predicate: { over?: readonly string[] } }).predicate.over ?? [];

/** The conditions that a stored statement names. */
export const conditionsIn = (text: string): readonly Condition[] =>
  (JSON.parse(text) as { predicate: { conditions?: readonly Condition[] } }).predicate.conditions ?? [];

/** Whom a stored statement speaks for; undefined where for its signer. */
export const behalfIn = (text: string): SaidBehalf | undefined =>
  (JSON.parse(text) as { predicate: { onBehalfOf?: SaidBehalf } }).predicate.onBehalfOf;

export const statementDigest = (text: string): Digest => digestOfBytes(new TextEncoder().encode(text));

type Version = {
  readonly predicateType: string;
  /** Its fields besides those of every version. */
  own(statement: Statement): Record<string, unknown>;
};

const SIGNED: Version = {
  predicateType: "https://countersign.dev/attestation/signature/v1",
  own: ({ subject: { round, about }, sections }) => ({ about, round, sections }),
};

const APPROVED_OVER: Version = {
  predicateType: "https://countersign.dev/attestation/signature/v2",
  own: (statement) => ({ ...SIGNED.own(statement), over: statement.over }),
};

const WITH_TERMS: Version = {
  predicateType: "https://countersign.dev/attestation/signature/v3",
  own: (statement) => ({
    ...SIGNED.own(statement),
    ...(statement.over ? { over: statement.over } : {}),
    ...(statement.conditions ? { conditions: statement.conditions } : {}),
    ...(statement.onBehalfOf ? { onBehalfOf: statement.onBehalfOf } : {}),
  }),
};

/**
 * An approval of something that is checked names the checks that fail, and one on conditions or for another
 * person those; other signatures have none to name, and stay as older verifiers read them.
 */
function versionOf({ over, conditions, onBehalfOf }: Statement): Version {
  if (conditions || onBehalfOf) return WITH_TERMS;
  return over ? APPROVED_OVER : SIGNED;
}

/** Earlier versions, when each kind had its own statement. Packets and rows keep these permanently. */
const EARLIER: Readonly<Partial<Record<SignableKind, Version>>> = {
  release: {
    predicateType: "https://countersign.dev/attestation/verdict/v1",
    own: ({ subject: { round, about }, sections }) => ({ release: about["number"], round, sections }),
  },
  "policy-proposal": {
    predicateType: "https://countersign.dev/attestation/policy-verdict/v1",
    own: ({ subject: { about } }) => ({ version: about["version"], base: about["base"] }),
  },
};

function textIn({ predicateType, own }: Version, statement: Statement): string {
  const { subject, seat, decision, signer, signedAt, nonce } = statement;
  return canonicalJson({
    _type: "https://in-toto.io/Statement/v1",
    subject: [
      { name: `${subject.kind}/${subject.id}`, digest: { sha256: subject.digest.replace("sha256:", "") } },
    ],
    predicateType,
    predicate: {
      ...own(statement),
      seat,
      decision,
      meaning: meaningOf(subject.kind, decision, statement.conditions !== undefined),
      signer,
      signedAt: signedAt.toISOString(),
      nonce,
    },
  });
}
