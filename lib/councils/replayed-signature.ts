import type { Plain } from "#lib/kernel/event.ts";
import { kindOf, type SignableKind } from "./signable.ts";

/** A signature from the log or from its row, tampered or not. */
type Held = {
  readonly kind: SignableKind;
  readonly id: string;
  readonly round: number;
  readonly seat: string;
  readonly decision: string;
  readonly signerId: string;
  readonly onBehalfOf?: string | null;
  readonly subjectDigest: string;
  readonly sectionDigests: unknown;
  readonly statementDigest: string;
  readonly method: string;
  readonly account: string | null;
  readonly signedAt: Date;
};

/** The facts of a signature that a replay compares, under one name for the log and the table. */
export const replayedSignature = (held: Held, of: string): [string, Readonly<Record<string, Plain>>] => [
  `${kindOf(held.kind).signature} ${held.id}`,
  {
    of,
    round: held.round,
    seat: held.seat,
    decision: held.decision,
    signer: held.signerId,
    onBehalfOf: held.onBehalfOf ?? null,
    subject: held.subjectDigest,
    sections: held.sectionDigests as Plain,
    statement: held.statementDigest,
    method: held.method,
    account: held.account,
    signedAt: held.signedAt.toISOString(),
  },
];

type HeldLift = {
  readonly objection: string;
  readonly by: string;
  readonly method: string;
  readonly at: string;
};

/** The same of a lifted objection. */
export const replayedLift = ({ objection, ...lift }: HeldLift): [string, Readonly<Record<string, Plain>>] => [
  `lift of verdict ${objection}`,
  lift,
];
