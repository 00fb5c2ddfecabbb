import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import { changedFor, type Section } from "./sections.ts";
import type { Signable } from "./signable.ts";
import type { Signature } from "./signature.ts";

/** Why a signature does or does not count now. One that no longer counts is kept and says why. */
export type SignatureStanding =
  | { readonly counts: true }
  | { readonly counts: false; readonly because: "replaced" }
  | { readonly counts: false; readonly because: "changed"; readonly sections: readonly Section[] }
  | { readonly counts: false; readonly because: "not-entitled" };

export const SEAT_STATES = ["met", "objected", "stale", "waiting"] as const;

export type SeatStanding<S extends Signature> = {
  readonly function: BusinessFunction;
  readonly min: number;
  readonly state: (typeof SEAT_STATES)[number];
  readonly signatures: readonly { readonly signature: S; readonly standing: SignatureStanding }[];
};

export type Council<S extends Signature> = {
  readonly seats: readonly SeatStanding<S>[];
  readonly met: number;
  readonly objections: readonly S[];
  /** Every seat met and no objection standing. Derived, never set. */
  readonly approved: boolean;
};

/** What decides where a sign-off stands. */
type Inputs<S extends Signature> = Pick<Signable<S>, "seats" | "signatures" | "digests" | "entitled">;

/**
 * Where the sign-off stands: pure, from the signatures as given, the digests as they are, and who may sign now.
 * A standing objection outranks any number of approvals until the one who raised it lifts it by a new one,
 * or what it was about changes.
 */
export function councilStanding<S extends Signature>(inputs: Inputs<S>): Council<S> {
  const seats = inputs.seats.map((rule) => seatStanding(rule, inputs));
  const met = seats.filter((seat) => seat.state === "met").length;
  const objections = seats.flatMap((seat) =>
    seat.signatures
      .filter(({ signature, standing }) => standing.counts && signature.decision !== "approve")
      .map(({ signature }) => signature),
  );
  const approved = seats.length > 0 && met === seats.length && objections.length === 0;
  return { seats, met, objections, approved };
}

function seatStanding<S extends Signature>(rule: SeatRule, inputs: Inputs<S>): SeatStanding<S> {
  const mine = inputs.signatures.filter((signature) => signature.seat === rule.function);
  const signatures = mine.map((signature) => ({
    signature,
    standing: signatureStanding(signature, mine, inputs),
  }));
  const counting = signatures.filter(({ standing }) => standing.counts).map(({ signature }) => signature);
  const approvals = counting.filter((signature) => signature.decision === "approve").length;
  const stale = signatures.some(({ standing }) => !standing.counts && standing.because === "changed");
  const objected = approvals < counting.length;
  const state = objected
    ? "objected"
    : approvals >= rule.min && rule.min >= 1
      ? "met"
      : stale
        ? "stale"
        : "waiting";
  return { function: rule.function, min: rule.min, state, signatures };
}

function signatureStanding<S extends Signature>(
  signature: S,
  ofSeat: readonly S[],
  inputs: Inputs<S>,
): SignatureStanding {
  const later = ofSeat.some((other) => other.signerId === signature.signerId && isAfter(other, signature));
  if (later) return { counts: false, because: "replaced" };
  const sections = changedFor(signature.sectionDigests, inputs.digests);
  if (sections.length > 0) return { counts: false, because: "changed", sections };
  if (!inputs.entitled(signature.signerId, signature.seat)) return { counts: false, because: "not-entitled" };
  return { counts: true };
}

const isAfter = (a: Signature, b: Signature): boolean =>
  a.signedAt.getTime() > b.signedAt.getTime() ||
  (a.signedAt.getTime() === b.signedAt.getTime() && a.id > b.id);
