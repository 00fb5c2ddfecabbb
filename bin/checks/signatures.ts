import { z } from "zod";
import { type Condition, type ConditionSaid, conditionWords } from "#lib/councils/condition.ts";
import type { Signable } from "#lib/councils/signable.ts";
import { type RecordedSignature, recordedSignature } from "#lib/councils/signature-event.ts";
import { behalfIn, conditionsIn, statementDigest, statementTexts } from "#lib/councils/statement.ts";
import type { Packet } from "../verify-packet.ts";
import { documentCheck, type Found, ofType, type Signed, signaturesAmong, toldIn } from "./documents.ts";

/**
 * Every signature, of the release and of its policy, covers exactly what the log says it covers, and every statement
 * of the release in the log is there. Those of its conditions are rebuilt from the log.
 */
export const signaturesCheck = documentCheck("signatures", ({ release, verdicts }, packet, found) => {
  const told = toldIn(packet, `release/${release.id}`);
  const casts = signaturesAmong(ofType(told, "verdict.cast"));
  for (const [i, { verdict, statement }] of verdicts.entries()) {
    const place = `verdicts.ndjson line ${i + 1}`;
    const cast = casts[i];
    if (cast?.signature.id !== verdict) found.tampered(place, "is not the verdict that the log has here");
    else holdStatement(statement, ofRelease(release.id, cast), (message) => found.tampered(place, message));
  }
  for (const { told } of casts.slice(verdicts.length))
    found.tampered("verdicts.ndjson", `lacks the verdict of ${told.place}`);
  for (const event of ofType(told, "condition.signed")) {
    const { condition: id, report } = event.data;
    holdKeptStatement(packet, event, { id, about: { release: release.id, report } }, found);
  }
  holdPolicyStatements(packet, release.workspace, found);
  return `${verdicts.length} statements name the round, seat, decision and digests that were signed, and hash to the log; so do the policy's`;
});

type Subject = Pick<Signable, "kind" | "id" | "round" | "digest" | "about">;
type SignedOver = { readonly subject: Subject; readonly signature: RecordedSignature };

/** Whom a statement prints as its signer. */
export const printedSigner = (statement: string): { id: string; name: string } =>
  (JSON.parse(statement) as { predicate: { signer: { id: string; name: string } } }).predicate.signer;

function holdStatement(given: string, over: SignedOver, tampered: (message: string) => void): void {
  if (statementDigest(given) !== over.signature.statementDigest)
    tampered("is not the statement that was signed");
  if (
    !textsOf(over, printedSigner(given).name, {
      conditions: conditionsIn(given),
      onBehalfOf: behalfIn(given),
    }).includes(given)
  )
    tampered("does not match its verdict");
}

type Printed = {
  readonly conditions: ReturnType<typeof conditionsIn>;
  readonly onBehalfOf: ReturnType<typeof behalfIn>;
};
const NOTHING: Printed = { conditions: [], onBehalfOf: undefined };

/** Whom the log says somebody spoke for, under the name that the statement has. */
const behalfOf = ({ onBehalfOf, delegation }: RecordedSignature, printed: Printed) =>
  onBehalfOf && delegation
    ? { onBehalfOf: { id: onBehalfOf, name: printed.onBehalfOf?.name ?? "", delegation } }
    : {};

/** What the log says of the conditions, in the words that the statement has for them. */
const conditionsOf = (said: readonly ConditionSaid[], printed: Printed): Condition[] =>
  said.map(({ condition: id, owner, dueAt, cap }) => {
    const words = printed.conditions.find((one) => one.id === id);
    const { text = "", test = "" } = words ?? {};
    const name = words?.owner.name ?? "";
    return { id, text, owner: { id: owner, name }, dueAt, test, ...(cap ? { cap } : {}) };
  });

const ofRelease = (id: string, { told, signature }: Signed): SignedOver => ({
  subject: subjectOf(signature, id, told.type === "verdict.cast" ? { number: told.data.number } : {}),
  signature,
});

const subjectOf = (
  { kind, round, subjectDigest: digest }: RecordedSignature,
  id: string,
  about: Subject["about"],
): Subject => ({ kind, id, round, digest, about });

/** The signed content according to the log, under this name, in every version a statement was ever written in. */
const textsOf = ({ subject, signature }: SignedOver, name: string, printed: Printed = NOTHING): string[] =>
  statementTexts({
    subject,
    seat: signature.seat,
    decision: signature.decision,
    over: signature.over,
    ...behalfOf(signature, printed),
    ...(signature.conditions ? { conditions: conditionsOf(signature.conditions, printed) } : {}),
    sections: signature.sectionDigests,
    signer: { id: signature.signerId, name },
    signedAt: signature.signedAt,
    nonce: signature.id,
  });

/**
 * The packet does not contain the statements of policies and councils: each is rebuilt from the log and the name kept with it. The
 * check of the details reports an erased name.
 */
function holdPolicyStatements(packet: Packet, workspace: string, found: Found): void {
  const told = toldIn(packet, `policy/${workspace}`);
  const proposed = ofType(told, "policy.proposed", "council.proposed");
  const bases = new Map(proposed.map(({ data }) => [data.proposal, data.base]));
  for (const event of ofType(told, "policy.signed", "council.signed")) {
    const { proposal, version } = event.data;
    const base = bases.get(proposal);
    const council = event.type === "council.signed" ? { council: event.data.council } : {};
    if (base !== undefined)
      holdKeptStatement(packet, event, { id: proposal, about: { version, base, ...council } }, found);
  }
}

/** A statement that is not in the packet is the one signed where it hashes to the log under the name kept with it. */
export function holdKeptStatement(
  packet: Packet,
  event: Signed["told"],
  { id, about }: Pick<Subject, "id" | "about">,
  found: Found,
): void {
  const name = signerKept(packet, event.id);
  if (name === undefined) return;
  const signature = recordedSignature(event, event.at);
  const conditions = conditionsKept(packet, event.id);
  const texts = textsOf({ subject: subjectOf(signature, id, about), signature }, name, {
    ...NOTHING,
    conditions,
  });
  if (!texts.some((text) => statementDigest(text) === signature.statementDigest))
    found.tampered(event.place, "is not the statement that was signed");
}

/** The words of an approval's conditions, as they are kept beside the log. */
function conditionsKept({ details }: Packet, event: string): Condition[] {
  const kept = details.find(({ uid, name }) => uid === event && name === "conditions")?.body;
  const words = z.array(conditionWords).safeParse(kept).data ?? [];
  return words.map(({ condition: id, text, test, owner }) => ({
    id,
    text,
    test,
    owner: { id: "", name: owner.name },
    dueAt: "",
  }));
}

/** The name of a signer as it is kept beside the log; undefined where it was erased. */
export function signerKept({ details }: Packet, event: string): string | undefined {
  const kept = details.find(({ uid, name }) => uid === event && name === "signer")?.body;
  return z.object({ name: z.string() }).safeParse(kept).data?.name;
}
