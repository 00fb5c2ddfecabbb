import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { DomainEvent } from "#lib/kernel/event.ts";
import type { Signable, SignableKind } from "./signable.ts";
import type { Signature, VerdictDecision } from "./signature.ts";
import { lapsedOf, type Signed } from "./signing.ts";
import { statementDigest } from "./statement.ts";

/** How a signer proved who they are. */
export type Presence = {
  readonly method: string;
  /** By passkey: what it signed, and the digest of its public key. */
  readonly passkey: { readonly proof: Readonly<Record<string, string>>; readonly key: string } | null;
};

/** What every event of a signature says, whatever was signed; each type of event adds its own fields. */
export function signatureSaid<D extends VerdictDecision>(
  subject: Pick<Signable, "signatures" | "entitled">,
  { seat, decision, signerId, signerName, statement, comment }: Signed<D>,
  { method, passkey }: Presence,
) {
  return {
    data: {
      seat,
      decision,
      signer: signerId,
      statement: statementDigest(statement),
      method,
      ...(passkey ? { key: passkey.key } : {}),
      lapsed: lapsedOf(subject),
    },
    details: {
      signer: { name: signerName },
      ...(comment ? { comment } : {}),
      // Whoever has the packet can check it and need not trust this server.
      ...(passkey ? { passkey: passkey.proof } : {}),
    },
  };
}

/** A signature as the log recorded it. */
export type RecordedSignature = Signature & {
  readonly kind: SignableKind;
  readonly subjectDigest: string;
  readonly statementDigest: string;
  readonly method: string;
  /** Of the passkey that gave it. */
  readonly key?: string;
  /** Earlier signatures whose signers had lost the authority by then. */
  readonly lapsed: readonly string[];
};

type Data = DomainEvent["data"];
type Own = Pick<RecordedSignature, "kind" | "id" | "round" | "sectionDigests" | "subjectDigest">;

/** What the events of signatures call their own fields. */
const OWN: Readonly<Record<string, (data: Data) => Own>> = {
  "verdict.cast": ({ verdict, round, sections, subject }) => ({
    kind: "release",
    id: verdict as string,
    round: round as number,
    sectionDigests: sections as Own["sectionDigests"],
    subjectDigest: subject as string,
  }),
  "policy.signed": ({ signature, digest }) => ({
    kind: "policy-proposal",
    id: signature as string,
    round: 1,
    sectionDigests: { policy: digest as string },
    subjectDigest: digest as string,
  }),
};

/** The signature that an entry of the log records; null where it is of something else. */
export function recordedSignature(action: string, data: Data, at: string): RecordedSignature | null {
  if (!Object.hasOwn(OWN, action)) return null;
  return {
    ...OWN[action]!(data),
    seat: data["seat"] as BusinessFunction,
    decision: data["decision"] as VerdictDecision,
    signerId: data["signer"] as string,
    signedAt: new Date(at),
    statementDigest: data["statement"] as string,
    method: data["method"] as string,
    ...(data["key"] === undefined ? {} : { key: data["key"] as string }),
    lapsed: (data["lapsed"] ?? []) as readonly string[],
  };
}
