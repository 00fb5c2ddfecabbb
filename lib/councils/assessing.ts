import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { isAtLeast } from "#lib/registry/tier.ts";
import type { TierChange } from "./tier-assessment.ts";

type Owned = {
  readonly ownerId: string;
  /** Whether the owner may still assess it: an active data scientist. */
  readonly ownerAssesses: boolean;
};

/** Whether the caller may propose the tier of a model: its owner, or any data scientist once the owner no longer can. */
export function mayAssess(caller: Caller, { ownerId, ownerAssesses }: Owned): Result<null, Refusal> {
  if (caller.kind !== "person")
    return refuse("forbidden", "person-only", "Only a person can assess a model: they answer for it.");
  if (caller.id === ownerId || !ownerAssesses) return ok(null);
  return refuse("forbidden", "not-the-owner", "Only the owner of a model proposes its tier.", {
    todo: "Ask its owner to answer the questionnaire.",
  });
}

type Withdrawing = TierChange & { readonly proposedById: string };

/** Whether this person may withdraw an assessment: its author, unless that would lower a tier without compliance. */
export function mayWithdrawAssessment(
  personId: string,
  { tier, from, proposedById }: Withdrawing,
): Result<null, Refusal> {
  if (personId !== proposedById)
    return refuse("forbidden", "not-yours", "Only its author can withdraw an assessment.");
  if (isAtLeast(from, tier)) return ok(null);
  return refuse(
    "illegal",
    "tier-raised",
    `This assessment raised the tier from ${from} to ${tier}; withdrawing it would lower it again.`,
    { todo: "Ask compliance to reject it." },
  );
}
