import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { HOUR_MS } from "#lib/kernel/time.ts";
import type { Council, SeatStanding } from "./quorum.ts";
import type { PreliminaryDecision, WrittenCondition } from "./sealed-verdict.ts";
import { peopleOf, type Signature, voiceOf } from "./signature.ts";

/** A sealed verdict as far as everybody may know of it. */
export type SealedVerdict = Pick<Signature, "id" | "seat" | "signerId" | "onBehalfOf"> & {
  readonly givenAt: Date;
};

/** The same with what it said; null before the reveal, and where it did not open. */
export type OpenedVerdict = SealedVerdict & {
  readonly said: {
    readonly decision: PreliminaryDecision;
    readonly comment: string;
    readonly conditions?: WrittenCondition[];
  } | null;
};

/** The sealed verdicts of a round, where its policy asks for them. */
export type Sealing<V extends SealedVerdict = SealedVerdict> = {
  readonly hours: number;
  /** When the round was opened for review. */
  readonly openedAt: Date;
  /** All that were given in the round, oldest first. */
  readonly given: readonly V[];
  readonly revealed: boolean;
};

type Sealable<V extends SealedVerdict = SealedVerdict> = {
  readonly sealing?: Sealing<V> | undefined;
  readonly recused?: ReadonlySet<string>;
};

type Standing = Pick<Council<Signature>, "seats">;

/** So many for one seat are enough for any policy, and few enough to be revealed in one event. */
const GIVERS_A_SEAT_MAX = 8;

/** The newest sealed verdict of each who gave one, without whoever recused themselves since. */
export function standingSealed<V extends SealedVerdict>({ sealing, recused }: Sealable<V>): V[] {
  const given = sealing?.given ?? [];
  return given.filter(
    (one, at) =>
      !given.slice(at + 1).some(({ signerId }) => signerId === one.signerId) &&
      !peopleOf(one).some((id) => recused?.has(id)),
  );
}

/** Whether enough people spoke for a seat: by a sealed verdict, or by a signature that counts over this content. */
function isHeard(
  { function: seat, min, signatures }: SeatStanding<Signature>,
  sealed: readonly SealedVerdict[],
) {
  const counting = signatures.flatMap(({ signature, standing }) => (standing.counts ? [signature] : []));
  const voices = [...counting, ...sealed.filter((one) => one.seat === seat)].map(voiceOf);
  return new Set(voices).size >= min;
}

/**
 * Where a round is: its verdicts are sealed, were revealed, or were never to be sealed. A round in which every seat has
 * signatures from before that still count hides nothing, and is open as well.
 */
export type SealPhase = "sealed" | "revealed" | "open";

export function sealPhase({ sealing }: Sealable, { seats }: Standing): SealPhase {
  if (!sealing) return "open";
  if (sealing.revealed) return "revealed";
  return seats.every((seat) => isHeard(seat, [])) ? "open" : "sealed";
}

/** Whether the sealed verdicts are revealed now, and why: every seat was heard, or the policy's hours have passed. */
export function revealDue(of: Sealable, council: Standing, now: Date): "complete" | "deadline" | null {
  if (!of.sealing || sealPhase(of, council) !== "sealed") return null;
  if (unheardSeats(of, council).length === 0) return "complete";
  return now >= revealAt(of.sealing) ? "deadline" : null;
}

/** When they are revealed at the latest. */
export const revealAt = ({ openedAt, hours }: Pick<Sealing, "openedAt" | "hours">): Date =>
  new Date(openedAt.getTime() + hours * HOUR_MS);

/** The seats for which too few people were heard. */
export function unheardSeats<S extends Signature>(
  of: Sealable,
  { seats }: Pick<Council<S>, "seats">,
): readonly SeatStanding<S>[] {
  const sealed = standingSealed(of);
  return seats.filter((seat) => !isHeard(seat, sealed));
}

/** The seats from which something is awaited now: while verdicts are sealed, those that were not heard. */
export const awaitedSeats = <S extends Signature>(
  of: Sealable,
  council: Pick<Council<S>, "seats">,
): readonly SeatStanding<S>[] =>
  sealPhase(of, council) === "sealed" ? unheardSeats(of, council) : council.seats;

/** Whether a verdict may be signed openly: not before the sealed ones are revealed. */
export const maySignOpenly = (of: Sealable, council: Standing): Result<null, Refusal> =>
  sealPhase(of, council) === "sealed"
    ? refuse(
        "illegal",
        "verdicts-sealed",
        "Verdicts on this round are sealed until every seat has given one.",
        {
          todo: "Give a sealed verdict; once all are revealed, confirm or change it.",
          place: { label: "Give a sealed verdict", href: "#decision" },
        },
      )
    : ok(null);

type Giving = {
  readonly signerId: string;
  readonly onBehalfOf: string | null;
  readonly seat: BusinessFunction;
};

/** Whether somebody may give a sealed verdict now: for one seat of a round, with one voice. The newest replaces theirs. */
export function maySeal(
  of: Sealable,
  council: Standing,
  { signerId, onBehalfOf, seat }: Giving,
): Result<null, Refusal> {
  if (sealPhase(of, council) !== "sealed")
    return refuse("illegal", "nothing-sealed", "Verdicts on this round are not sealed.", {
      todo: "Sign your verdict.",
      place: { label: "Sign it", href: "#decision" },
    });
  const given = of.sealing?.given ?? [];
  const mine = given.filter((one) => one.signerId === signerId);
  if (mine.some((one) => (one.onBehalfOf ?? null) !== onBehalfOf))
    return refuse(
      "illegal",
      "one-voice-a-person",
      "You have already given a sealed verdict with another voice.",
      {
        todo: "Leave this seat to whoever it belongs to, or to another of their delegates.",
      },
    );
  const givers = new Set(given.filter((one) => one.seat === seat).map((one) => one.signerId));
  return givers.has(signerId) || givers.size < GIVERS_A_SEAT_MAX
    ? ok(null)
    : refuse(
        "conflict",
        "seat-heard",
        `${GIVERS_A_SEAT_MAX} people gave a sealed verdict for this seat already.`,
        {
          todo: "Wait until they are revealed, then sign yours.",
        },
      );
}

/** Who took a seat by a sealed verdict of this round: nobody takes two. */
export const sealedFor = (given: readonly SealedVerdict[]) =>
  given.flatMap((one) => peopleOf(one).map((personId) => ({ personId, seat: one.seat })));

/** Whether a change of mind says why. */
export const mayChange = (changed: boolean, comment: string | undefined): Result<null, Refusal> =>
  changed && !comment
    ? refuse("invalid", "change-unexplained", "Your verdict differs from your sealed one; write why.", {
        field: "comment",
      })
    : ok(null);
