import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";
import { type Digest, digestOfBytes } from "#lib/kernel/digest.ts";
import { meaningOf, type Signable, type SignableKind } from "./signable.ts";
import type { Signature, VerdictDecision } from "./signature.ts";

export type Statement = {
  readonly subject: Pick<Signable, "kind" | "id" | "round" | "digest" | "about">;
  readonly seat: BusinessFunction;
  readonly decision: VerdictDecision;
  /** The sections the seat answers for, with their digests. */
  readonly sections: Signature["sectionDigests"];
  readonly signer: { readonly id: string; readonly name: string };
  readonly signedAt: Date;
  /** The signature's own id. */
  readonly nonce: string;
};

/** What a signature says, as the canonical text of an in-toto Statement v1. */
export const signatureStatement = (statement: Statement): string => textIn(CURRENT, statement);

/** The texts that say this: in the version written now, then in those written before. */
export const statementTexts = (statement: Statement): string[] =>
  [CURRENT, EARLIER[statement.subject.kind]].flatMap((version) =>
    version ? [textIn(version, statement)] : [],
  );

export const statementDigest = (text: string): Digest => digestOfBytes(new TextEncoder().encode(text));

type Version = {
  readonly predicateType: string;
  /** What it says beside what every version says. */
  own(statement: Statement): Record<string, unknown>;
};

const CURRENT: Version = {
  predicateType: "https://countersign.dev/attestation/signature/v1",
  own: ({ subject: { round, about }, sections }) => ({ about, round, sections }),
};

/** What was written while each kind had a statement of its own. Packets and rows hold these for good. */
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
      meaning: meaningOf(subject.kind, decision),
      signer,
      signedAt: signedAt.toISOString(),
      nonce,
    },
  });
}
