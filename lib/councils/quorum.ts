import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import { changedFor, type Section, type SectionDigests } from "./sections.ts";

export const DECISIONS = ["approve", "request-changes", "reject"] as const;
export type Decision = (typeof DECISIONS)[number];

/** A verdict as it was cast: for which seat, over which digests. */
export type CastVerdict = {
  readonly id: string;
  readonly round: number;
  readonly seat: BusinessFunction;
  readonly decision: Decision;
  readonly signerId: string;
  readonly sectionDigests: Readonly<Partial<Record<Section, string>>>;
  readonly signedAt: Date;
};

/** Why a verdict does or does not count now. A verdict that no longer counts is kept and says why. */
export type VerdictStanding =
  | { readonly counts: true }
  | { readonly counts: false; readonly because: "replaced" }
  | { readonly counts: false; readonly because: "changed"; readonly sections: readonly Section[] }
  | { readonly counts: false; readonly because: "not-entitled" };

export type SeatStanding<V extends CastVerdict> = {
  readonly function: BusinessFunction;
  readonly min: number;
  readonly state: "met" | "objected" | "stale" | "waiting";
  readonly verdicts: readonly { readonly verdict: V; readonly standing: VerdictStanding }[];
};

export type Council<V extends CastVerdict> = {
  readonly seats: readonly SeatStanding<V>[];
  readonly met: number;
  readonly objections: readonly V[];
  /** Every seat met and no objection standing. Derived, never set. */
  readonly approved: boolean;
};

type Inputs<V extends CastVerdict> = {
  readonly seats: readonly SeatRule[];
  readonly verdicts: readonly V[];
  /** Of all that can be signed here: a release's sections, or a policy alone. */
  readonly digests: Partial<SectionDigests>;
  /** Does this person still speak for this function, and may sign this release? */
  readonly entitled: (signerId: string, seat: BusinessFunction) => boolean;
};

/**
 * Where the sign-off stands: pure, from the verdicts as cast, the digests as they are, and who may sign now.
 * A standing objection outranks any number of approvals until the one who raised it lifts it by a new verdict,
 * or what it was about changes.
 */
export function councilStanding<V extends CastVerdict>(inputs: Inputs<V>): Council<V> {
  const seats = inputs.seats.map((rule) => seatStanding(rule, inputs));
  const met = seats.filter((seat) => seat.state === "met").length;
  const objections = seats.flatMap((seat) =>
    seat.verdicts
      .filter(({ verdict, standing }) => standing.counts && verdict.decision !== "approve")
      .map(({ verdict }) => verdict),
  );
  const approved = seats.length > 0 && met === seats.length && objections.length === 0;
  return { seats, met, objections, approved };
}

function seatStanding<V extends CastVerdict>(rule: SeatRule, inputs: Inputs<V>): SeatStanding<V> {
  const mine = inputs.verdicts.filter((verdict) => verdict.seat === rule.function);
  const verdicts = mine.map((verdict) => ({ verdict, standing: verdictStanding(verdict, mine, inputs) }));
  const counting = verdicts.filter(({ standing }) => standing.counts).map(({ verdict }) => verdict);
  const approvals = counting.filter((verdict) => verdict.decision === "approve").length;
  const stale = verdicts.some(({ standing }) => !standing.counts && standing.because === "changed");
  const objected = approvals < counting.length;
  const state = objected
    ? "objected"
    : approvals >= rule.min && rule.min >= 1
      ? "met"
      : stale
        ? "stale"
        : "waiting";
  return { function: rule.function, min: rule.min, state, verdicts };
}

function verdictStanding<V extends CastVerdict>(
  verdict: V,
  ofSeat: readonly V[],
  inputs: Inputs<V>,
): VerdictStanding {
  const later = ofSeat.some((other) => other.signerId === verdict.signerId && isAfter(other, verdict));
  if (later) return { counts: false, because: "replaced" };
  const sections = changedFor(verdict.sectionDigests, inputs.digests);
  if (sections.length > 0) return { counts: false, because: "changed", sections };
  if (!inputs.entitled(verdict.signerId, verdict.seat)) return { counts: false, because: "not-entitled" };
  return { counts: true };
}

const isAfter = (a: CastVerdict, b: CastVerdict): boolean =>
  a.signedAt.getTime() > b.signedAt.getTime() ||
  (a.signedAt.getTime() === b.signedAt.getTime() && a.id > b.id);
