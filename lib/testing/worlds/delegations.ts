import { deedSubject } from "#lib/access/step-up.ts";
import { createDelegation } from "#lib/councils/commands/create-delegation.ts";
import { type DelegationAsked, delegationTerms } from "#lib/councils/delegation.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { present } from "./releases.ts";
import type { Person, TestWorkspace } from "./workspace.ts";

/** Terms by which this person is spoken for from now on for a week. */
export const termsOf = (
  here: TestWorkspace,
  to: Person,
  functions: DelegationAsked["functions"],
  more: Partial<DelegationAsked> = {},
): DelegationAsked => ({
  to: to.id,
  functions,
  models: null,
  startsAt: here.clock.now.toISOString(),
  endsAt: daysLater(here.clock.now, 7).toISOString(),
  reason: "On leave.",
  ...more,
});

/** Gives it, with a fresh proof of presence over exactly these terms. */
export async function delegate(here: TestWorkspace, from: Person, terms: DelegationAsked) {
  const of = delegationTerms(terms);
  const subjectDigest = deedSubject("create-delegation", { by: from.id, of });
  const proved = await present(here, from, { act: "create-delegation", subjectDigest });
  return here.attempt(createDelegation, { ...terms, ...proved }, from);
}
