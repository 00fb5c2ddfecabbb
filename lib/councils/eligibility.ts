import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import type { CastVerdict } from "./quorum.ts";

/** Someone who touched the version or the release, and how. */
export type Contributor = { readonly personId: string; readonly because: string };

export type Signer = { readonly id: string; readonly functions: readonly BusinessFunction[] };

type Inputs = {
  readonly signer: Signer;
  readonly seat: BusinessFunction;
  readonly seats: readonly SeatRule[];
  readonly contributors: readonly Contributor[];
  readonly verdicts: readonly CastVerdict[];
  /** What is signed. */
  readonly subject?: "release" | "policy";
};

/**
 * May this person sign for this seat? The author, every contributor and those the lineage names may not, admins
 * included; and one person fills at most one seat of one thing.
 */
export function mayFillSeat(inputs: Inputs): Result<null, Refusal> {
  const { signer, seat, seats, contributors, verdicts, subject = "release" } = inputs;
  if (!seats.some((rule) => rule.function === seat))
    return refuse("invalid", "no-such-seat", `This ${subject} has no seat for ${seat}.`, { field: "seat" });
  const part = contributors.find((contributor) => contributor.personId === signer.id);
  if (part)
    return refuse(
      "forbidden",
      "contributor-cannot-sign",
      `You cannot sign this ${subject}: you ${part.because}.`,
      {
        todo: "Someone who had no part in it signs.",
      },
    );
  if (!signer.functions.includes(seat))
    return refuse("forbidden", "not-of-this-function", `You do not speak for ${seat}.`, {
      todo: "Sign the seat of your own function, or ask an admin to assign it to you.",
    });
  const other = verdicts.find((verdict) => verdict.signerId === signer.id && verdict.seat !== seat);
  if (other)
    return refuse(
      "illegal",
      "one-seat-a-person",
      `You have already signed for ${other.seat}; one person fills one seat.`,
    );
  return ok(null);
}
