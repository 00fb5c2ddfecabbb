import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import { type ChallengeStanding, challengeStanding, challengesMet } from "./challenge.ts";
import { changedFor, type Section } from "./sections.ts";
import type { Signable } from "./signable.ts";
import { isObjection, peopleOf, type Signature, voiceOf } from "./signature.ts";

/** Why a signature does or does not count now. A signature that stopped counting is kept with its reason. */
export type SignatureStanding =
  | { readonly counts: true }
  | { readonly counts: false; readonly because: "replaced" }
  | { readonly counts: false; readonly because: "changed"; readonly sections: readonly Section[] }
  | { readonly counts: false; readonly because: "lifted" }
  | { readonly counts: false; readonly because: "recused" }
  | { readonly counts: false; readonly because: "overdue" }
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
  /** Where its challenges are; absent where the policy asks for none. */
  readonly challenges?: ChallengeStanding;
  /** Every seat met, no objection counting, and every challenge answered. Derived, never set. */
  readonly approved: boolean;
};

/** The inputs of a sign-off. */
type Inputs<S extends Signature> = Pick<
  Signable<S>,
  "seats" | "signatures" | "digests" | "entitled" | "lifted" | "recused" | "overdue" | "challenging"
>;

/**
 * The state of the sign-off, derived from the signatures as given, the present digests and the people who may sign
 * now. A counting objection outranks any number of approvals until its signer replaces it, a holder of its function
 * lifts it or its subject changes: it outlives the authority of its signer, an approval does not. Nothing counts of
 * whoever recused themselves, and no approval while a condition of it is overdue. Where the policy asks for a challenge,
 * nothing is approved before one is answered to its challenger's satisfaction, nor while another stands.
 */
export function councilStanding<S extends Signature>(inputs: Inputs<S>): Council<S> {
  const seats = inputs.seats.map((rule) => seatStanding(rule, inputs));
  const met = seats.filter((seat) => seat.state === "met").length;
  const objections = seats.flatMap((seat) =>
    seat.signatures
      .filter(({ signature, standing }) => standing.counts && isObjection(signature))
      .map(({ signature }) => signature),
  );
  const challenges = inputs.challenging && challengeStanding(inputs.challenging, inputs.recused);
  const approved =
    seats.length > 0 &&
    met === seats.length &&
    objections.length === 0 &&
    (challenges === undefined || challengesMet(challenges));
  return { seats, met, objections, approved, ...(challenges ? { challenges } : {}) };
}

function seatStanding<S extends Signature>(rule: SeatRule, inputs: Inputs<S>): SeatStanding<S> {
  const mine = inputs.signatures.filter((signature) => signature.seat === rule.function);
  const signatures = mine.map((signature) => ({
    signature,
    standing: signatureStanding(signature, mine, inputs),
  }));
  const counting = signatures.filter(({ standing }) => standing.counts).map(({ signature }) => signature);
  // One voice counts once, whoever used it.
  const approvals = new Set(counting.filter((one) => !isObjection(one)).map(voiceOf)).size;
  const stale = signatures.some(({ standing }) => !standing.counts && standing.because === "changed");
  const objected = counting.some(isObjection);
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
  if (inputs.lifted(signature.id)) return { counts: false, because: "lifted" };
  if (isRecused(signature, inputs)) return { counts: false, because: "recused" };
  const sections = changedFor(signature.sectionDigests, inputs.digests);
  if (sections.length > 0) return { counts: false, because: "changed", sections };
  if (isObjection(signature)) return { counts: true };
  if (!inputs.entitled(signature)) return { counts: false, because: "not-entitled" };
  return inputs.overdue?.(signature.id) ? { counts: false, because: "overdue" } : { counts: true };
}

/** A recusal concerns all that somebody said of the subject, for whatever seat. */
const isRecused = (
  signature: Pick<Signature, "signerId" | "onBehalfOf">,
  { recused }: Pick<Signable, "recused">,
): boolean => peopleOf(signature).some((id) => recused?.has(id));

const isAfter = (a: Signature, b: Signature): boolean =>
  a.signedAt.getTime() > b.signedAt.getTime() ||
  (a.signedAt.getTime() === b.signedAt.getTime() && a.id > b.id);
