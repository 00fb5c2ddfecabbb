import type { IdentityLevel } from "#lib/access/identity-level.ts";
import { takesKnown } from "#lib/councils/identity-taken.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { SeatRule } from "#lib/policy/policy.ts";

/** Names of the reviewers of each function whose identity is taken, without the release's contributors. */
export async function whoMayFill(
  tx: Tx,
  excludedIds: readonly string[],
  { takes, now }: { readonly takes: readonly IdentityLevel[]; readonly now: Date },
): Promise<Map<BusinessFunction, string[]>> {
  const members = new Map<BusinessFunction, string[]>();
  const reviewers = await reviewersExcept(tx, excludedIds, now);
  for (const { name, functions } of reviewers.filter(({ known }) => takesKnown(takes, known)))
    for (const seat of functions) members.set(seat, [...(members.get(seat) ?? []), name]);
  return members;
}

/** Who may fill no seat of a release: whoever had a part in it, or recused themselves. */
export const barredFrom = ({
  contributors,
  recused = new Set(),
}: Pick<Signable, "contributors" | "recused">): string[] => [
  ...contributors.map(({ personId }) => personId),
  ...recused,
];

/** Seats that nobody can fill, with how many people are missing. */
export const unfillable = (
  seats: readonly SeatRule[],
  members: ReadonlyMap<BusinessFunction, readonly string[]>,
) =>
  seats
    .map((rule) => ({
      function: rule.function,
      missing: rule.min - (members.get(rule.function)?.length ?? 0),
    }))
    .filter(({ missing }) => missing > 0);
