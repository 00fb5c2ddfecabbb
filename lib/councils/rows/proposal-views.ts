import { type OwnSeat, ownSeats } from "#lib/councils/own-seats.ts";
import { mayWithdraw, type ProposalKind, type ProposalState } from "#lib/councils/policy-proposal.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { POLICY_DECISIONS } from "#lib/councils/signable.ts";
import type { EndedProposal, ProposedView } from "#lib/councils/views/proposal.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import type { Digest } from "#lib/kernel/digest.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { circleOf } from "./circles.ts";
import { aroundProposal, type ProposedFile } from "./proposed-file.ts";
import type { Reviewer } from "./reviewers.ts";
import { type KeptSignature, signaturesOf } from "./signatures.ts";

export type Asking = {
  readonly caller: Caller;
  readonly reviewers: readonly Reviewer[];
  readonly now: Date;
};

type Proposed = {
  readonly id: string;
  readonly version: number;
  readonly digest: Digest;
  readonly reason: string;
  readonly state: ProposalState;
  readonly proposedById: string;
  readonly proposedByName: string;
  readonly proposedAt: Date;
  readonly endedAt: Date | null;
};

/** An open proposal as its page shows it to a reader: who signs, and what the reader may do. */
export async function viewOfProposed(
  tx: Tx,
  file: ProposedFile<ProposalKind, Proposed>,
  { caller, reviewers, now }: Asking,
): Promise<ProposedView> {
  const { proposal } = file;
  const council = councilStanding(file);
  const circle = await circleOf(tx, aroundProposal(file, now));
  const others = reviewers.filter(({ id }) => id !== proposal.proposedById);
  return {
    id: proposal.id,
    version: proposal.version,
    digest: proposal.digest,
    reason: proposal.reason,
    proposedAt: proposal.proposedAt.toISOString(),
    author: { id: proposal.proposedById, name: proposal.proposedByName },
    council: {
      met: council.met,
      seats: council.seats.map((one) => ({
        function: one.function,
        min: one.min,
        state: one.state,
        candidates: others.filter((each) => each.functions.includes(one.function)).map(({ name }) => name),
        signatures: one.signatures.map(({ signature, standing }) => ({
          ...said(signature),
          counts: standing.counts,
        })),
      })),
    },
    mine: {
      seats: ownSeats(file, council, caller, circle).map((seat) => mine(seat, council.approved)),
      whyNotWithdraw: mayWithdraw(caller, proposal) ? null : "Only its author or an admin can withdraw it.",
    },
  };
}

/**
 * A seat counts as signed already, unless every seat is met and the proposal is still open. Then a signer regained
 * their authority, and one of the signers publishes the version by signing again.
 */
const mine = (
  { function: name, whyNot, whyNotApprove, last }: OwnSeat<KeptSignature>,
  complete: boolean,
) => ({
  function: name,
  whyNot,
  whyNotApprove,
  signedAt: complete ? null : (last?.signature.signedAt.toISOString() ?? null),
});

const said = ({ id, decision, signerName, comment, method, signedAt }: KeptSignature) => ({
  id,
  signerName,
  comment,
  method,
  signedAt: signedAt.toISOString(),
  decision: oneOf(POLICY_DECISIONS, decision),
});

/** What became of proposals of one kind, in the order given. */
export async function endedViews(
  tx: Tx,
  kind: ProposalKind,
  proposals: readonly Proposed[],
): Promise<EndedProposal[]> {
  const signedOf = await signaturesOf(
    tx,
    kind,
    proposals.map(({ id }) => id),
  );
  return proposals.map((proposal) => ({
    id: proposal.id,
    version: proposal.version,
    state: proposal.state,
    reason: proposal.reason,
    author: proposal.proposedByName,
    proposedAt: proposal.proposedAt.toISOString(),
    endedAt: proposal.endedAt?.toISOString() ?? null,
    signatures: signedOf(proposal.id).map((one) => ({ ...said(one), seat: one.seat })),
  }));
}
