import type { Caller } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { Bound } from "./conditions.ts";
import { hasPart, type PartIn } from "./part-in.ts";

type Owned = Bound & { readonly owner: { readonly id: string; readonly name: string } };

/** A condition as it stands: refused where there is none, where its approval was replaced, and where it is met. */
export function openCondition<C extends Bound>(
  id: string,
  { all, bound }: { readonly all: readonly C[]; readonly bound: readonly C[] },
): Result<C, Refusal> {
  const found = all.find((one) => one.id === id);
  if (!found) return refuse("not-found", "condition-not-found", "This release has no such condition.");
  if (!bound.includes(found))
    return refuse("gone", "condition-void", "The approval that this condition belongs to no longer stands.", {
      todo: "Reload the page to see where the review is.",
    });
  return found.state === "met"
    ? refuse("conflict", "condition-met", "This condition is met already.")
    : ok(found);
}

/** Its owner says that a condition is met. Where the owner has left, whoever has a part in the release may. */
export function mayReport(
  { owner }: Owned,
  file: PartIn,
  { caller, ownerIsHere }: { readonly caller: Caller; readonly ownerIsHere: boolean },
): Result<null, Refusal> {
  if (caller.kind !== "person") return refuse("forbidden", "person-only", "Only a person can report it.");
  if (caller.id === owner.id || (!ownerIsHere && hasPart(file, caller))) return ok(null);
  return refuse(
    "forbidden",
    "not-the-owner",
    `Only ${owner.name}, who owns this condition, reports it met.`,
    {
      todo: `Ask ${owner.name}.`,
    },
  );
}
