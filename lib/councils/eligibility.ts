import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Place, type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { maySit } from "./roster.ts";
import { kindOf, type Signable, type Taken } from "./signable.ts";
import { peopleOf } from "./signature.ts";

export type Signer = {
  readonly id: string;
  readonly functions: readonly BusinessFunction[];
  /** Whom they speak for by delegation: with that person's functions, and with both people's conflicts. */
  readonly onBehalfOf?: { readonly id: string; readonly functions: readonly BusinessFunction[] };
};

/** The facts that decide who may fill a seat. */
export type Seating = Pick<
  Signable,
  "kind" | "seats" | "contributors" | "signatures" | "recused" | "taken" | "roster"
>;

/**
 * Whether this person may sign for this seat. The author, every contributor and the people named by the lineage may
 * not, admins included. One person fills at most one seat per subject. Where its policy routes it to a council, only
 * who sits on that may.
 */
export function mayFillSeat(signer: Signer, seat: BusinessFunction, subject: Seating): Result<null, Refusal> {
  const { seats, contributors, recused } = subject;
  const { noun } = kindOf(subject.kind);
  const voice = signer.onBehalfOf ?? signer;
  if (!seats.some((rule) => rule.function === seat))
    return refuse("invalid", "no-such-seat", `This ${noun} has no seat for ${seat}.`, { field: "seat" });
  const people = [signer.id, ...(signer.onBehalfOf ? [signer.onBehalfOf.id] : [])];
  const part = contributors.find((contributor) => people.includes(contributor.personId));
  if (part)
    return refuse(
      "forbidden",
      "contributor-cannot-sign",
      part.personId === signer.id
        ? `You cannot sign this ${noun}: you ${part.because}.`
        : `You cannot sign this ${noun} on behalf of somebody who had a part in it: they ${part.because}.`,
      { todo: "Ask someone who had no part in it to sign.", place: SEATS },
    );
  const away = people.find((id) => recused?.has(id));
  if (away !== undefined)
    return refuse(
      "forbidden",
      "recused",
      `${away === signer.id ? "You recused yourself" : "Whoever you would sign for recused themselves"} from this ${noun}.`,
      {
        todo: "Leave the seat to somebody else; a recusal stands as long as this release.",
        place: SEATS,
      },
    );
  if (!voice.functions.includes(seat))
    return refuse("forbidden", "not-of-this-function", `You do not have the function ${seat}.`, {
      todo: "Sign a seat of your own function, or ask an admin to propose you for this one.",
      place: { label: "See your functions", href: "/account" },
    });
  const sits = maySit(voice.id, seat, subject);
  if (!sits.ok) return sits;
  const other = seatsTaken(subject).find((one) => people.includes(one.personId) && one.seat !== seat);
  if (other)
    return refuse(
      "illegal",
      "one-seat-a-person",
      `You have already signed for ${other.seat}; one person fills one seat.`,
      { place: SEATS },
    );
  return ok(null);
}

/** Who spoke for which seat, by a signature or another act. */
const seatsTaken = ({ signatures, taken = [] }: Seating): readonly Taken[] => [
  ...signatures.flatMap((one) => peopleOf(one).map((personId) => ({ personId, seat: one.seat }))),
  ...taken,
];

const SEATS: Place = { label: "See who can sign", href: "#seats" };
