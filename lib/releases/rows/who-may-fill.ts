import type { IdentityLevel } from "#lib/access/identity-level.ts";
import { takesKnown } from "#lib/councils/identity-taken.ts";
import { maySit } from "#lib/councils/roster.ts";
import { reviewersExcept } from "#lib/councils/rows/reviewers.ts";
import type { Signable } from "#lib/councils/signable.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { SeatRule } from "#lib/policy/policy.ts";

type Barring = Pick<Signable, "contributors" | "recused" | "roster">;

/** Names of the reviewers of each function whose identity is taken and who may fill its seat. */
export async function whoMayFill(
  tx: Tx,
  barred: Barring,
  { takes, now }: { readonly takes: readonly IdentityLevel[]; readonly now: Date },
): Promise<Map<BusinessFunction, string[]>> {
  const members = new Map<BusinessFunction, string[]>();
  const reviewers = await reviewersExcept(tx, barredFrom(barred), now);
  for (const { id, name, functions } of reviewers.filter(({ known }) => takesKnown(takes, known)))
    for (const seat of functions.filter((one) => maySit(id, one, barred).ok))
      members.set(seat, [...(members.get(seat) ?? []), name]);
  return members;
}

/** Who may fill no seat of a release: whoever had a part in it, or recused themselves. */
const barredFrom = ({ contributors, recused = new Set() }: Barring): string[] => [
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
