import { delegationFor } from "#lib/councils/delegation.ts";
import type { Behalf } from "#lib/councils/signing.ts";
import type { Tx } from "#lib/db/client.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { delegationsTo, holdDelegations } from "./delegations.ts";
import { reviewersExcept } from "./reviewers.ts";

type Wanted = Parameters<typeof delegationFor>[1];

/**
 * Whom somebody speaks for on this seat, with the functions that person holds themselves: what was delegated to them they
 * cannot delegate on.
 */
export async function behalfOf(tx: Tx, wanted: Wanted): Promise<Result<Behalf, Refusal>> {
  await holdDelegations(tx, wanted.from, wanted.to);
  const found = delegationFor(await delegationsTo(tx, wanted.to), wanted);
  if (!found)
    return refuse("forbidden", "no-delegation", "Nobody delegated this seat of this model to you for now.", {
      todo: "Sign for yourself, or ask whoever holds the function to delegate it.",
      place: { label: "See your delegations", href: "/account#delegations" },
    });
  const reviewers = await reviewersExcept(tx, [], wanted.now);
  const functions = reviewers.find(({ id }) => id === wanted.from)?.functions ?? [];
  return ok({ ...found.from, functions, delegation: found.id });
}
