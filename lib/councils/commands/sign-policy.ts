import { z } from "zod";
import { spendStepUp } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mayFillSeat } from "#lib/councils/eligibility.ts";
import type { CouncilEvent } from "#lib/councils/events.ts";
import {
  isComplete,
  POLICY_DECISIONS,
  type PolicyDecision,
  type ProposalState,
  policyStatement,
  proposalAfter,
  proposalCouncil,
  proposalMachine,
} from "#lib/councils/policy-proposal.ts";
import type { CastVerdict } from "#lib/councils/quorum.ts";
import { type ProposalFile, readProposal } from "#lib/councils/rows/read-proposal.ts";
import type { PasskeyProof } from "#lib/crypto/passkey-proof.ts";
import { type Caller, FUNCTIONS } from "#lib/kernel/caller.ts";
import { digestOfBytes } from "#lib/kernel/digest.ts";
import { digest, id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import {
  lockPolicy,
  type PolicyPublished,
  policyPublished,
  policyStream,
  recordPolicyVersion,
} from "#lib/policy/commands/publish-policy.ts";
import type { PolicyEvent } from "#lib/policy/events.ts";
import { changeSeats } from "#lib/policy/policy.ts";

const input = z.strictObject({
  proposalId: id,
  digest,
  seat: z.enum(FUNCTIONS),
  decision: z.enum(POLICY_DECISIONS),
  comment: prose(4000).optional(),
  stepUpId: id,
});
type Input = z.output<typeof input>;
type Person = Extract<Caller, { kind: "person" }>;
type Signed = Omit<CastVerdict, "decision"> & { decision: PolicyDecision; statement: string };
type Event = (CouncilEvent | PolicyEvent) & {
  signed?: Signed;
  published?: PolicyPublished;
};

/**
 * Signs one seat of a proposed policy, over its digest. The last seat publishes the version in the same transaction;
 * a rejection ends the proposal.
 */
export const signPolicy = defineCommand({
  name: "sign-policy",
  permission: "policy:sign",
  summary: "Sign a seat of a proposed version of the sign-off policy",
  input,
  output: z.object({
    ...{ signatureId: z.string(), state: z.string(), seatsMet: z.number(), seatsAll: z.number() },
    /** The version in force by this signature. */
    published: z.number().nullable(),
  }),

  async load(tx, input, { caller, now }) {
    const current = await lockPolicy(tx, caller.workspaceId);
    const file = await readProposal(tx, input.proposalId);
    if (!file.ok) return file;
    const use = { id: input.stepUpId, act: "sign-policy", subjectDigest: input.digest };
    const proof = await spendStepUp(tx, caller, use, now);
    if (!proof.ok) return proof;
    return ok({ ...file.value, current: current?.version ?? 0, ...input, ...proof.value });
  },

  decide(file, input, { caller, now, newId }) {
    if (caller.kind !== "person") return refuse("forbidden", "person-only", "Only a person can sign.");
    const signable = whyNotSignable(file, input, caller);
    if (!signable.ok) return signable;
    const signed = signatureOf(file, input, caller, { id: newId(), now });
    const said = {
      signer: { name: caller.name },
      ...(input.comment ? { comment: input.comment } : {}),
      ...(file.passkey ? { passkey: file.passkey } : {}),
    };
    const event = eventOf(
      "policy.signed",
      { ...signedEvent(file, signed, caller), details: said },
      { signed },
    );
    return ok<Event[]>([event, ...consequences(file, signed, { caller, newId })]);
  },

  async record(tx, events, file, { caller, now }) {
    const { proposal, digest, comment = "", method } = file;
    const { round: _, sectionDigests: __, ...signed } = events[0]!.signed!;
    await tx.policySignature.create({
      data: {
        ...signed,
        ...{ workspaceId: caller.workspaceId, proposalId: proposal.id, digest, comment, method },
        signerName: caller.name,
      },
    });
    const published = events.find((event) => event.published)?.published;
    if (published) await recordPolicyVersion(tx, published, { content: proposal.content, caller, now });
    const state = events.reduce(proposalAfter, proposal.state as ProposalState);
    if (state !== proposal.state)
      await tx.policyProposal.update({ where: { id: proposal.id }, data: { state, endedAt: now } });
    const council = councilWith(file, events[0]!.signed!);
    const seats = { seatsMet: council.met, seatsAll: council.seats.length };
    return { signatureId: signed.id, state, ...seats, published: published?.version ?? null };
  },
});

type File = ProposalFile & {
  readonly current: number;
  readonly method: string;
  /** What the signer's own key signed, where it was a passkey. */
  readonly passkey: PasskeyProof | null;
};

/** Is it open, over this digest and this version in force, and does the seat await this person? */
function whyNotSignable(file: File, { digest, seat, decision, comment }: Input, signer: Person) {
  const { proposal, base, signatures, current } = file;
  const next = proposalMachine.next(proposal.state as ProposalState, "sign");
  if (!next.ok) return next;
  if (current !== base.version)
    return refuse(
      "stale",
      "policy-changed",
      `Policy ${current} is in force: this was proposed over another.`,
      {
        todo: "Have it withdrawn and proposed anew.",
      },
    );
  if (digest !== proposal.digest)
    return refuse("stale", "digest-changed", "That is not what is proposed. Nothing was signed.", {
      todo: "Look at the proposal, then sign its digest.",
    });
  const contributors = [{ personId: proposal.proposedById, because: "proposed it" }];
  const eligible = mayFillSeat({
    ...{ signer, seat, seats: changeSeats(base.content), contributors, verdicts: signatures },
    subject: "policy",
  });
  if (!eligible.ok) return eligible;
  const again = signatures.some((one) => one.signerId === signer.id && one.decision === decision);
  if (again && !isComplete(file))
    return refuse("conflict", "already-signed", "That is your verdict already.");
  if (decision === "reject" && !comment)
    return refuse("invalid", "reason-missing", "Say why you reject it.", { field: "comment" });
  return ok(null);
}

function signatureOf(
  { proposal, base }: File,
  { seat, decision, digest }: Input,
  { id: signerId, name }: Person,
  { id, now }: { id: string; now: Date },
): Signed {
  const statement = policyStatement({
    ...{ proposalId: proposal.id, version: proposal.version, digest, seat, decision, nonce: id },
    base: { version: base.version, digest: base.digest },
    signer: { id: signerId, name },
    signedAt: now,
  });
  const cast = { id, round: 1, seat, decision, signerId, sectionDigests: { policy: digest }, signedAt: now };
  return { ...cast, statement };
}

function signedEvent(
  { proposal, signatures, entitled, method, passkey }: File,
  { id: signature, seat, decision, signerId: signer, statement }: Signed,
  { workspaceId }: Caller,
) {
  const { id, version, digest } = proposal;
  return {
    stream: policyStream(workspaceId),
    targets: [{ type: "policy-proposal", id, digest }],
    data: {
      ...{ proposal: id, version, signature, seat, decision, signer, digest, method },
      statement: digestOfBytes(new TextEncoder().encode(statement)),
      ...(passkey ? { key: digestOfBytes(Buffer.from(passkey.publicKey, "base64url")) } : {}),
      // With these and the log alone the sign-off derives again.
      lapsed: signatures.filter((one) => !entitled(one.signerId, one.seat)).map((one) => one.id),
    },
  };
}

const councilWith = ({ proposal, base, signatures, entitled }: ProposalFile, signed: Signed) =>
  proposalCouncil<CastVerdict>({
    digest: proposal.digest,
    base: base.content,
    signatures: [...signatures, signed],
    entitled: (personId, seat) => personId === signed.signerId || entitled(personId, seat),
  });

/** What follows from the sign-off as it stands with this signature. */
function consequences(
  file: File,
  signed: Signed,
  { caller, newId }: { caller: Caller; newId: () => string },
): Event[] {
  const { id, version, digest, content } = file.proposal;
  if (signed.decision === "reject")
    return [
      eventOf("policy.rejected", {
        stream: policyStream(caller.workspaceId),
        targets: [{ type: "policy-proposal", id, digest }],
        data: { proposal: id, version },
      }),
    ];
  if (!councilWith(file, signed).approved) return [];
  const published = policyPublished({ id: newId(), version, content, proposal: id }, caller);
  return [{ ...published, published }];
}
