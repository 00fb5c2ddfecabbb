import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import type { CouncilEvent } from "#lib/councils/council-events.ts";
import { consequenceOfSignature, proposalAfter } from "#lib/councils/policy-proposal.ts";
import type { Presence } from "#lib/councils/presence-said.ts";
import { recordComposition } from "#lib/councils/rows/compositions.ts";
import { heldToSign } from "#lib/councils/rows/held-to-sign.ts";
import { aroundProposal } from "#lib/councils/rows/proposed-file.ts";
import { type CouncilProposalFile, readCouncilProposal } from "#lib/councils/rows/read-council-proposal.ts";
import { writeSignature } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { COUNCIL_DECISIONS, type CouncilDecision } from "#lib/councils/signable.ts";
import { signatureSaid } from "#lib/councils/signature-event.ts";
import { type Signed, signHeld, standingWith } from "#lib/councils/signing.ts";
import { type Caller, FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest, id, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import { policyStream } from "#lib/policy/publishing.ts";
import { lockPolicy } from "#lib/policy/rows/policy-versions.ts";

type Event = CouncilEvent & { signed?: Signed<CouncilDecision>; composed?: string };

/**
 * Signs one seat of a proposed composition, over its digest. The last seat puts it in force in the same transaction; a
 * rejection ends the proposal.
 */
export const signCouncil = defineCommand({
  name: "sign-council",
  permission: "council:sign",
  summary: "Sign a seat of a proposed composition of a council",
  input: z.strictObject({
    proposalId: id,
    digest,
    seat: z.enum(FUNCTIONS),
    decision: z.enum(COUNCIL_DECISIONS),
    comment: prose(4000).optional(),
    stepUpId: id,
  }),
  output: z.object({
    signatureId: z.string(),
    state: z.string(),
    seatsMet: z.number(),
    seatsAll: z.number(),
    /** The composition that this signature put in force. */
    composed: z.number().nullable(),
  }),

  async load(tx, { proposalId, digest, stepUpId }, context) {
    await lockPolicy(tx, context.caller.workspaceId);
    await holdSigner(tx, context.caller);
    const file = await readCouncilProposal(tx, proposalId, context.now);
    if (!file.ok) return file;
    const around = aroundProposal(file.value, context.now);
    return heldToSign(tx, file.value, { around, asked: { digest, stepUpId } }, context);
  },

  decide(file, attempt, context) {
    const signed = signHeld(file, { ...attempt, round: file.round }, context);
    if (!signed.ok) return signed;
    const { caller } = context;
    return ok([signedEvent(file, signed.value, caller), ...consequences(file, signed.value, context)]);
  },

  async record(tx, events, file, { caller, now }) {
    const { proposal } = file;
    const { workspaceId } = caller;
    const signed = events[0]!.signed!;
    await writeSignature(tx, file, signed, { workspaceId, method: file.presence.method });
    const composed = events.find((event) => event.composed)?.composed;
    if (composed)
      await recordComposition(
        tx,
        { ...proposal, id: composed, council: proposal.councilId },
        { workspaceId, publishedById: caller.id, publishedAt: now },
      );
    const state = events.reduce(proposalAfter, proposal.state);
    if (state !== proposal.state)
      await tx.councilProposal.update({ where: { id: proposal.id }, data: { state, endedAt: now } });
    const council = standingWith(file, signed);
    return {
      signatureId: signed.id,
      state,
      seatsMet: council.met,
      seatsAll: council.seats.length,
      composed: composed ? proposal.version : null,
    };
  },
});

type File = CouncilProposalFile & { readonly presence: Presence; readonly signer: Caller };

const about = ({ kind, id, digest, proposal }: File, { workspaceId }: Caller) => ({
  stream: policyStream(workspaceId),
  targets: [
    { type: "council", id: proposal.councilId },
    { type: kind, id, digest },
  ],
});

const saidOf = ({ proposal: { id: proposal, councilId: council, version } }: File) => ({
  proposal,
  council,
  version,
});

function signedEvent(file: File, signed: Signed<CouncilDecision>, caller: Caller): Event {
  const { data, details } = signatureSaid(file, signed, file.presence);
  const own = { ...saidOf(file), signature: signed.id, digest: file.proposal.digest };
  return eventOf(
    "council.signed",
    { ...about(file, caller), data: { ...own, ...data }, details },
    { signed },
  );
}

/** What the sign-off leads to, including this signature. */
function consequences(
  file: File,
  signed: Signed,
  { caller, newId }: { caller: Caller; newId: () => string },
): Event[] {
  const outcome = consequenceOfSignature(file.kind, signed.decision, standingWith(file, signed));
  if (outcome === null) return [];
  const said = { ...about(file, caller), data: saidOf(file) };
  if (outcome === "council.rejected") return [eventOf("council.rejected", said)];
  const { digest, content } = file.proposal;
  return [
    eventOf("council.composed", { ...said, data: { ...said.data, digest, content } }, { composed: newId() }),
  ];
}
