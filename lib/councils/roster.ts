import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { CompositionContent } from "./composition.ts";

/** Who sits on the council that a release was submitted to. */
export type Roster = {
  readonly seats: readonly Pick<CompositionContent["seats"][number], "function" | "members" | "alternates">[];
  /** The seats that the alternates were told of, since they were late. */
  readonly reached?: ReadonlySet<BusinessFunction>;
};

type Sitting = {
  readonly roster?: Roster | undefined;
  readonly contributors: readonly { readonly personId: string }[];
  readonly recused?: ReadonlySet<string>;
};

/**
 * Whether somebody may take this seat, as far as the council decides it: its members may, and its alternates once a member
 * recused themselves or had a part in the release, or once its deadline reached them. Decided when they sign, for good.
 */
export function maySit(personId: string, seat: BusinessFunction, sitting: Sitting): Result<null, Refusal> {
  const { roster } = sitting;
  if (!roster) return ok(null);
  const place = roster.seats.find((one) => one.function === seat);
  if (place?.members.includes(personId)) return ok(null);
  if (!place?.alternates.includes(personId))
    return refuse("forbidden", "not-on-council", `The council has no place for you in the seat ${seat}.`, {
      todo: "Leave the seat to a member of the council.",
      place: { label: "See who sits on it", href: "#seats" },
    });
  return standsIn(place.members, seat, sitting)
    ? ok(null)
    : refuse("forbidden", "alternate-waits", `You are an alternate for ${seat}, and a member can sign.`, {
        todo: "An alternate signs once a member recused themselves or had a part in the release, or once the deadline of the seat reached the alternates.",
        place: { label: "See who sits on it", href: "#seats" },
      });
}

/** Whether alternates sign: a member stepped aside, or the seat is late. */
const standsIn = (
  members: readonly string[],
  seat: BusinessFunction,
  { roster, contributors, recused }: Sitting,
): boolean =>
  (roster?.reached?.has(seat) ?? false) ||
  members.some((id) => (recused?.has(id) ?? false) || contributors.some(({ personId }) => personId === id));
