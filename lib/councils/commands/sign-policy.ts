import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import type { ProposalEvent } from "#lib/councils/events.ts";
import { consequenceOfSignature, proposalAfter } from "#lib/councils/policy-proposal.ts";
import type { Presence } from "#lib/councils/presence-said.ts";
import { heldToSign } from "#lib/councils/rows/held-to-sign.ts";
import { aroundProposal } from "#lib/councils/rows/proposed-file.ts";
import { type ProposalFile, readProposal } from "#lib/councils/rows/read-proposal.ts";
import { writeSignature } from "#lib/councils/rows/signatures.ts";
import { holdSigner } from "#lib/councils/rows/signer-now.ts";
import { POLICY_DECISIONS, type PolicyDecision } from "#lib/councils/signable.ts";
import { signatureSaid } from "#lib/councils/signature-event.ts";
import { type Signed, signHeld, standingWith } from "#lib/councils/signing.ts";
import { type Caller, FUNCTIONS } from "#lib/kernel/caller.ts";
import { digest, id, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";
import type { PolicyEvent } from "#lib/policy/events.ts";
import { type Publication, policyStream, publicationOf } from "#lib/policy/publishing.ts";
import { lockPolicy, recordPolicyVersion } from "#lib/policy/rows/policy-versions.ts";

type Event = (ProposalEvent | PolicyEvent) & {
  signed?: Signed<PolicyDecision>;
  published?: Publication["row"];
};

/**
 * Signs one seat of a proposed policy, over its digest. The last seat publishes the version in the same transaction; a
 * rejection ends the proposal.
 */
export const signPolicy = defineCommand({
  name: "sign-policy",
  permission: "policy:sign",
  summary: "Sign a seat of a proposed version of the sign-off policy",
  input: z.strictObject({
    proposalId: id,
    digest,
    seat: z.enum(FUNCTIONS),
    decision: z.enum(POLICY_DECISIONS),
    comment: prose(4000).optional(),
    stepUpId: id,
  }),
  output: z.object({
    signatureId: z.string(),
    state: z.string(),
    seatsMet: z.number(),
    seatsAll: z.number(),
    /** The version that this signature brought into force. */
    published: z.number().nullable(),
  }),

  async load(tx, { proposalId, digest, stepUpId }, context) {
    await lockPolicy(tx, context.caller.workspaceId);
    await holdSigner(tx, context.caller);
    const file = await readProposal(tx, proposalId, context.now);
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
    const signed = events[0]!.signed!;
    await writeSignature(tx, file, signed, { workspaceId: caller.workspaceId, method: file.presence.method });
    const published = events.find((event) => event.published)?.published;
    if (published) await recordPolicyVersion(tx, published, { content: proposal.content, caller, now });
    const state = events.reduce(proposalAfter, proposal.state);
    if (state !== proposal.state)
      await tx.policyProposal.update({ where: { id: proposal.id }, data: { state, endedAt: now } });
    const council = standingWith(file, signed);
    return {
      signatureId: signed.id,
      state,
      seatsMet: council.met,
      seatsAll: council.seats.length,
      published: published?.version ?? null,
    };
  },
});

type File = ProposalFile & { readonly presence: Presence; readonly signer: Caller };

const about = ({ kind, id, digest }: File, { workspaceId }: Caller) => ({
  stream: policyStream(workspaceId),
  targets: [{ type: kind, id, digest }],
});

function signedEvent(file: File, signed: Signed<PolicyDecision>, caller: Caller): Event {
  const { data, details } = signatureSaid(file, signed, file.presence);
  const { id: proposal, version, digest } = file.proposal;
  const own = { proposal, version, signature: signed.id, digest };
  return eventOf("policy.signed", { ...about(file, caller), data: { ...own, ...data }, details }, { signed });
}

/** What the sign-off leads to, including this signature. */
function consequences(
  file: File,
  signed: Signed,
  { caller, newId }: { caller: Caller; newId: () => string },
): Event[] {
  const { id: proposal, version, content } = file.proposal;
  const outcome = consequenceOfSignature("policy-proposal", signed.decision, standingWith(file, signed));
  if (outcome === null) return [];
  if (outcome === "policy.rejected")
    return [eventOf("policy.rejected", { ...about(file, caller), data: { proposal, version } })];
  const { said, row: published } = publicationOf({ id: newId(), version, content, proposal }, caller);
  return [eventOf("policy.published", said, { published })];
}
