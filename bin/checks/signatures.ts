import type { Signable } from "#lib/councils/signable.ts";
import { type RecordedSignature, recordedSignature } from "#lib/councils/signature-event.ts";
import { statementDigest, statementTexts } from "#lib/councils/statement.ts";
import type { Entry, Packet } from "../verify-packet.ts";
import { documentCheck, type Found, placeOf, streamOf } from "./documents.ts";

/**
 * Every signature, of the release and of the policy it was signed under, is over exactly what the log says it is over.
 * Every statement the log knows of the release is there.
 */
export const signaturesCheck = documentCheck("signatures", ({ release, verdicts }, packet, found) => {
  const casts = signaturesIn(packet, `release/${release.id}`);
  for (const [i, { verdict, statement }] of verdicts.entries()) {
    const place = `verdicts.ndjson line ${i + 1}`;
    const cast = casts[i];
    if (cast?.signature.id !== verdict) found.tampered(place, "is not the verdict cast here by the log");
    else holdStatement(statement, ofRelease(release.id, cast), (message) => found.tampered(place, message));
  }
  for (const { entry } of casts.slice(verdicts.length))
    found.tampered("verdicts.ndjson", `lacks the verdict of ${placeOf(entry)}`);
  holdPolicyStatements(packet, release.workspace, found);
  return `${verdicts.length} statements say which round, seat, decision and digests were signed, and hash to the log; so do the policy's`;
});

type Said = { readonly entry: Entry; readonly signature: RecordedSignature };
type Subject = Pick<Signable, "kind" | "id" | "round" | "digest" | "about">;
type SignedOver = { readonly subject: Subject; readonly signature: RecordedSignature };

export const signaturesIn = (packet: Packet, stream: string): Said[] =>
  streamOf(packet, stream).flatMap((entry) => {
    const { action, data, occurred_at: at } = entry.value;
    const signature = recordedSignature(action, data ?? {}, at);
    return signature ? [{ entry, signature }] : [];
  });

/** Who a statement prints as its signer. */
export const printedSigner = (statement: string): { id: string; name: string } =>
  (JSON.parse(statement) as { predicate: { signer: { id: string; name: string } } }).predicate.signer;

function holdStatement(given: string, over: SignedOver, tampered: (message: string) => void): void {
  if (statementDigest(given) !== over.signature.statementDigest)
    tampered("is not the statement that was signed");
  if (!textsOf(over, printedSigner(given).name).includes(given))
    tampered("does not say what its verdict says");
}

const ofRelease = (id: string, { entry, signature }: Said): SignedOver => ({
  subject: subjectOf(signature, id, { number: entry.value.data.number }),
  signature,
});

const subjectOf = (
  { kind, round, subjectDigest: digest }: RecordedSignature,
  id: string,
  about: Subject["about"],
): Subject => ({ kind, id, round, digest, about });

/** What was signed as the log has it, under this name, in every version a statement was ever written in. */
const textsOf = ({ subject, signature }: SignedOver, name: string): string[] =>
  statementTexts({
    subject,
    seat: signature.seat,
    decision: signature.decision,
    sections: signature.sectionDigests,
    signer: { id: signature.signerId, name },
    signedAt: signature.signedAt,
    nonce: signature.id,
  });

/**
 * The statements of policies are not in the packet: each is made again from the log and the name kept with it. That a
 * name was erased, the check of the details says.
 */
function holdPolicyStatements(packet: Packet, workspace: string, found: Found): void {
  const stream = `policy/${workspace}`;
  const bases = new Map<string, Subject["about"][string]>(
    streamOf(packet, stream)
      .filter(({ value }) => value.action === "policy.proposed")
      .map(({ value }) => [value.data.proposal, value.data.base]),
  );
  for (const { entry, signature } of signaturesIn(packet, stream)) {
    const { proposal, version } = entry.value.data;
    const base = bases.get(proposal);
    const name = nameOf(packet, entry);
    if (base === undefined || name === undefined) continue;
    const subject = subjectOf(signature, proposal, { version, base });
    const texts = textsOf({ subject, signature }, name);
    if (!texts.some((text) => statementDigest(text) === signature.statementDigest))
      found.tampered(placeOf(entry), "is not the statement that was signed");
  }
}

const nameOf = ({ details }: Packet, { value }: Entry): string | undefined =>
  details.find(({ uid, name }) => uid === value.id && name === "signer")?.body.name;
