import type { IdentityLevel, Known } from "#lib/access/identity-level.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import { type ShortSeat, shortSeats } from "#lib/policy/staffing.ts";
import { takesKnown } from "./identity-taken.ts";

type Reviewer = {
  readonly id: string;
  readonly functions: readonly BusinessFunction[];
  readonly known: Known;
};

/** Whether the reviewers besides its author could fill the seats that sign a proposal, at the levels they are known. */
export function couldBeSigned(
  seats: readonly SeatRule[],
  reviewers: readonly Reviewer[],
  takes: readonly IdentityLevel[],
): Result<null, Refusal> {
  const short = shortSeats(
    seats,
    reviewers.filter(({ known }) => takesKnown(takes, known)),
  );
  if (short.length === 0) return ok(null);
  return nobodyToSign(short, shortSeats(seats, reviewers).length === 0);
}

/** `byHand`: there would be enough of them, were they known by more than a link handed over. */
function nobodyToSign(short: readonly ShortSeat[], byHand: boolean): Result<never, Refusal> {
  const named = short.map(({ function: seat, missing }) => `${seat} lacks ${missing}`).join(", ");
  return refuse(
    "illegal",
    "seat-unfillable",
    `This proposal could never be published. Without you, ${named}. One person fills one seat.`,
    {
      todo: byHand
        ? "The holders' links were handed over, which no change of this policy takes. Each has a link mailed to them on their account page; where it offers none, whoever runs this installation sets up mail or a provider of identities first."
        : "Ask an admin to give the function to a reviewer other than you.",
    },
  );
}
