import { mayFillSeat, type Seating, type Signer } from "#lib/councils/eligibility.ts";
import { couldBeTaken } from "#lib/councils/identity-taken.ts";
import type { Council } from "#lib/councils/quorum.ts";
import { awaitedSeats, sealPhase, standingSealed } from "#lib/councils/sealing.ts";
import type { Section } from "#lib/councils/sections.ts";
import type { Signable } from "#lib/councils/signable.ts";
import { peopleOf, type Signature } from "#lib/councils/signature.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";

/** A release in review. */
export type Review = Seating &
  Pick<Signable, "identity" | "sealing"> & { readonly council: Council<Signature> };

export type WaitingSeat = {
  readonly seat: BusinessFunction;
  /** The sections that changed under a signature of the seat; empty where nobody signed it yet. */
  readonly changed: readonly Section[];
  /** Whether a sealed verdict is asked for; signed is later. */
  readonly sealed: boolean;
};

/**
 * The seat of this release that waits for this person, or null: a seat that is open, that they may fill, and that has
 * no counting verdict of theirs. A seat that was signed and then voided by a change comes first. While verdicts are
 * sealed, a seat that was heard is not open, nor is any for whoever gave theirs.
 */
export function seatWaitingFor(signer: Signer, review: Review): WaitingSeat | null {
  if (!couldBeTaken(review.identity, signer.id)) return null;
  const sealed = sealPhase(review, review.council) === "sealed";
  if (sealed && standingSealed(review).some((one) => peopleOf(one).includes(signer.id))) return null;
  const open = awaitedSeats(review, review.council).filter(
    (seat) =>
      (seat.state === "waiting" || seat.state === "stale") &&
      mayFillSeat(signer, seat.function, review).ok &&
      !seat.signatures.some(({ signature, standing }) => signature.signerId === signer.id && standing.counts),
  );
  const found = open.find((seat) => seat.state === "stale") ?? open[0];
  if (!found) return null;
  const changed = found.signatures.flatMap(({ standing }) =>
    !standing.counts && standing.because === "changed" ? standing.sections : [],
  );
  return { seat: found.function, changed: [...new Set(changed)], sealed };
}

/** Seats that will stay open because too few people can fill them. `signers` are all who may sign anything here. */
export function unfillableSeats(signers: readonly Signer[], review: Review): BusinessFunction[] {
  return review.council.seats
    .filter((seat) => {
      if (seat.state === "met") return false;
      const able = signers.filter(
        (signer) => couldBeTaken(review.identity, signer.id) && mayFillSeat(signer, seat.function, review).ok,
      );
      return able.length < seat.min;
    })
    .map((seat) => seat.function);
}
