import type { Plain } from "#lib/kernel/event.ts";
import { kindOf, type SignableKind } from "./signable.ts";

/** A signature as the log recorded it or as its row holds it, whatever somebody made of that. */
type Held = {
  readonly kind: SignableKind;
  readonly id: string;
  readonly round: number;
  readonly seat: string;
  readonly decision: string;
  readonly signerId: string;
  readonly subjectDigest: string;
  readonly sectionDigests: unknown;
  readonly statementDigest: string;
  readonly method: string;
  readonly signedAt: Date;
};

/** What a replay compares of a signature, by its name: the same from the log and from the table. */
export const replayedSignature = (held: Held, of: string): [string, Readonly<Record<string, Plain>>] => [
  `${kindOf(held.kind).signature} ${held.id}`,
  {
    of,
    round: held.round,
    seat: held.seat,
    decision: held.decision,
    signer: held.signerId,
    subject: held.subjectDigest,
    sections: held.sectionDigests as Plain,
    statement: held.statementDigest,
    method: held.method,
    signedAt: held.signedAt.toISOString(),
  },
];
