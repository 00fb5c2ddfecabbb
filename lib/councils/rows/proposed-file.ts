import {
  levelsToChange,
  type ProposalKind,
  type ProposalState,
  proposalMachine,
} from "#lib/councils/policy-proposal.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { Tx } from "#lib/db/client.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { peopleRules } from "#lib/policy/people-rules.ts";
import type { PolicyContent } from "#lib/policy/policy.ts";
import { type PolicyVersion, policyInForce, policyVersionOf } from "#lib/policy/rows/policy-versions.ts";
import { authorityHere, authorityOver } from "./authority.ts";
import { type KeptSignature, signaturesOf } from "./signatures.ts";

type Proposed = { readonly id: string; readonly proposedById: string; readonly state: ProposalState };
type Base = { readonly version: number; readonly digest: string; readonly content: PolicyContent };

/** A proposed policy or composition with all facts that decide over it. */
export interface ProposedFile<K extends ProposalKind, P> extends Signable<KeptSignature> {
  readonly kind: K;
  readonly proposal: P;
  /** The policy whose rules apply to signing the proposal. */
  readonly base: Base;
}

type Signed<K extends ProposalKind> = Pick<
  Signable,
  "id" | "round" | "digest" | "digests" | "about" | "seats" | "contributors"
> & { readonly kind: K };

type Reading<K extends ProposalKind> = {
  /** The version of the policy it was proposed under. */
  readonly base: number;
  readonly signable: (base: Base) => Signed<K>;
  readonly now: Date;
};

export async function proposedFile<K extends ProposalKind, P extends Proposed>(
  tx: Tx,
  proposal: P,
  { base: baseVersion, signable, now }: Reading<K>,
): Promise<ProposedFile<K, P>> {
  const { version, digest, content } = policyVersionOf(
    await tx.policyVersion.findFirstOrThrow({ where: { version: baseVersion } }),
  );
  const base = { version, digest, content };
  const subject = signable(base);
  const signatures = (await signaturesOf(tx, subject.kind, [proposal.id]))(proposal.id);
  const authority = await authorityHere(tx, now);
  return {
    ...subject,
    signatures,
    // A rejection ends a proposal, so that no objection stands for anyone to lift.
    lifted: () => false,
    ...authorityOver(authority, levelsToChange(content), new Set([proposal.proposedById])),
    open: signableNow(proposal.state, baseVersion, await policyInForce(tx)),
    proposal,
    base,
  };
}

/** Whether the proposal is open and was made under the version in force. */
function signableNow(state: ProposalState, base: number, inForce: PolicyVersion | null) {
  const next = proposalMachine.next(state, "sign");
  if (!next.ok || inForce?.version === base) return next;
  return refuse(
    "stale",
    "policy-changed",
    `Policy ${inForce?.version} is in force; this proposal was made under another version.`,
    { todo: "Withdraw the proposal and propose it again." },
  );
}

/** What decides who may sign a proposal together: the rules of the version it was made under. */
export function aroundProposal(
  {
    signatures,
    contributors,
    base,
  }: Pick<ProposedFile<ProposalKind, unknown>, "signatures" | "contributors" | "base">,
  now: Date,
) {
  const { independenceDays: days, factorWaitHours: waitHours } = peopleRules(base.content);
  return { signatures, contributors, days, waitHours, now };
}
