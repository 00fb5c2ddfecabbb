import type { Decision } from "#lib/councils/quorum.ts";
import type { Section } from "#lib/councils/sections.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { canonicalJson } from "#lib/kernel/canonical-json.ts";

const MEANINGS: Readonly<Record<Decision, string>> = {
  approve: "I have reviewed the signed sections and approve this release for my function.",
  "request-changes": "I have reviewed the signed sections and ask for changes before this release goes out.",
  reject: "I have reviewed the signed sections and reject this release for my function.",
};

export const meaningOf = (decision: Decision): string => MEANINGS[decision];

type Statement = {
  readonly releaseId: string;
  readonly number: number;
  readonly round: number;
  readonly seat: BusinessFunction;
  readonly decision: Decision;
  /** The sections the seat answers for, with their digests. */
  readonly sections: Readonly<Partial<Record<Section, string>>>;
  readonly subjectDigest: string;
  readonly signer: { readonly id: string; readonly name: string };
  readonly signedAt: Date;
  readonly nonce: string;
};

/** What a signature says, as the canonical text of an in-toto Statement v1 with a verdict as its predicate. */
export function verdictStatement(s: Statement): string {
  return canonicalJson({
    _type: "https://in-toto.io/Statement/v1",
    subject: [{ name: `release/${s.releaseId}`, digest: { sha256: s.subjectDigest.replace("sha256:", "") } }],
    predicateType: "https://countersign.dev/attestation/verdict/v1",
    predicate: {
      release: s.number,
      round: s.round,
      seat: s.seat,
      decision: s.decision,
      meaning: meaningOf(s.decision),
      sections: s.sections,
      signer: s.signer,
      signedAt: s.signedAt.toISOString(),
      nonce: s.nonce,
    },
  });
}
