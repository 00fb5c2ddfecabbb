import { z } from "zod";
import type { PolicyVersion } from "#generated/prisma/client.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { defineQuery } from "#lib/command/query.ts";
import { takesKnown } from "#lib/councils/identity-taken.ts";
import { type OwnSeat, ownSeats } from "#lib/councils/own-seats.ts";
import { levelsToChange, mayWithdraw } from "#lib/councils/policy-proposal.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { circleOf } from "#lib/councils/rows/circles.ts";
import {
  aroundProposal,
  type ProposalFile,
  proposalOf,
  readProposal,
} from "#lib/councils/rows/read-proposal.ts";
import { type Reviewer, reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import { type KeptSignature, signaturesOf } from "#lib/councils/rows/signatures.ts";
import { POLICY_DECISIONS } from "#lib/councils/signable.ts";
import { type EndedProposal, type ProposalView, policyPageView } from "#lib/councils/views/policy-page.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { ok } from "#lib/kernel/result.ts";
import { changeSeats, type PolicyContent } from "#lib/policy/policy.ts";
import { policyVersionOf } from "#lib/policy/rows/policy-versions.ts";

/** How many earlier versions and ended proposals are listed. */
const LISTED_MAX = 20;

/** The policy in force, its open proposal and signers, and the history. */
export const policyPage = defineQuery({
  name: "policy-page",
  permission: "policy:read",
  summary: "Get the sign-off policy in force, its open proposal and the history",
  input: z.strictObject({}),
  output: policyPageView,

  async load(tx, _input, { caller, now }) {
    const versions = await tx.policyVersion.findMany({ orderBy: { version: "desc" }, take: LISTED_MAX });
    const names = await namesOf(tx, versions);
    const stamped = versions
      .map(policyVersionOf)
      .map(({ version, digest, publishedAt, publishedById, content }) => ({
        version,
        digest,
        publishedAt: publishedAt.toISOString(),
        publishedBy: names.get(publishedById) ?? "",
        content,
      }));
    const [current] = stamped;
    const open = await tx.policyProposal.findFirst({ where: { state: "open" }, select: { id: true } });
    const file = open ? await readProposal(tx, open.id, now) : null;
    if (file && !file.ok) return file;
    const reviewers = await reviewersExcept(tx, [], now);
    return ok({
      reviewers: reviewers.map(({ id, name, functions }) => ({ id, name, functions: [...functions] })),
      current: current ? { ...current, changeSeats: [...changeSeats(current.content)] } : null,
      proposal: file ? await viewOf(tx, file.value, { caller, reviewers, now }) : null,
      unknownSigners: current ? unknownSigners(current.content, reviewers) : [],
      whyNotPropose: whyNotPropose(caller, current !== undefined, file !== null),
      earlier: stamped.slice(1).map(({ content: _, ...version }) => version),
      ended: await endedProposals(tx),
    });
  },
});

async function namesOf(tx: Tx, versions: readonly PolicyVersion[]): Promise<Map<string, string>> {
  const ids = versions.map(({ publishedById }) => publishedById);
  const people = await tx.$queryRaw<{ id: string; name: string }[]>`
    SELECT id::text, name FROM person WHERE id::text = ANY (${ids})`;
  return new Map(people.map(({ id, name }) => [id, name]));
}

function unknownSigners(content: PolicyContent, reviewers: readonly Reviewer[]): BusinessFunction[] {
  const takes = levelsToChange(content);
  return changeSeats(content)
    .map((rule) => ({
      name: rule.function,
      holders: reviewers.filter((one) => one.functions.includes(rule.function)),
    }))
    .filter(({ holders }) => holders.length > 0 && !holders.some(({ known }) => takesKnown(takes, known)))
    .map(({ name }) => name);
}

function whyNotPropose(caller: Caller, published: boolean, open: boolean): string | null {
  const permitted = whyNotPermitted(caller, "policy:propose");
  if (permitted !== null) return permitted;
  if (!published) return "There is no policy to change yet.";
  return open ? "A proposal is already open; have it signed or withdrawn first." : null;
}

type Asking = { readonly caller: Caller; readonly reviewers: readonly Reviewer[]; readonly now: Date };

async function viewOf(tx: Tx, file: ProposalFile, { caller, reviewers, now }: Asking): Promise<ProposalView> {
  const { proposal, base } = file;
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
    base: { version: base.version, content: base.content },
    content: proposal.content,
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

async function endedProposals(tx: Tx): Promise<EndedProposal[]> {
  const rows = await tx.policyProposal.findMany({
    where: { state: { not: "open" } },
    orderBy: { proposedAt: "desc" },
    take: LISTED_MAX,
  });
  const signedOf = await signaturesOf(
    tx,
    "policy-proposal",
    rows.map(({ id }) => id),
  );
  return rows.map(proposalOf).map((proposal) => ({
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
