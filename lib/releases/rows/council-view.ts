import { type Circle, waitingFor } from "#lib/councils/circle.ts";
import type { Council, SignatureStanding } from "#lib/councils/quorum.ts";
import type { KeptLift } from "#lib/councils/rows/lifts.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import { SEAT_STEPS, stepDueAt } from "#lib/councils/seat-clock.ts";
import type { Section } from "#lib/councils/sections.ts";
import { signedSections } from "#lib/councils/sections.ts";
import { conditionsIn, overIn } from "#lib/councils/statement.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { clockOf } from "#lib/releases/late-seats.ts";
import {
  PROOF_METHODS,
  type ReleaseCouncil,
  type SeatView,
  type VerdictView,
} from "#lib/releases/views/release-council.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";

type Timed = Pick<ReleaseCaseFile, "sections" | "composition" | "marks" | "stepsTaken">;

type Around = Timed &
  Pick<ReleaseCaseFile, "lifts"> & {
    readonly members: ReadonlyMap<BusinessFunction, readonly string[]>;
    readonly circle: Circle;
    /** The objections that the reader may lift. */
    readonly liftable: readonly string[];
  };

/** Who has to sign a release, who may, who does not yet, and what each has signed. */
export function councilView(
  council: Council<KeptSignature>,
  { members, circle, lifts, liftable, ...timed }: Around,
): ReleaseCouncil {
  return {
    met: council.met,
    approved: council.approved,
    seats: council.seats.map((seat) => ({
      function: seat.function,
      min: seat.min,
      state: seat.state,
      signs: signedSections(seat.function, council.seats),
      steps: stepsOf(seat.function, timed),
      candidates: [...(members.get(seat.function) ?? [])],
      waiting: waitingFor(seat.function, circle)
        .filter(({ name }) => members.get(seat.function)?.includes(name))
        .map(({ name, until }) => ({ name, until: until.toISOString() })),
      verdicts: seat.signatures.map(({ signature, standing }) => ({
        id: signature.id,
        round: signature.round,
        decision: signature.decision,
        signerName: signature.signerName,
        onBehalfOf: signature.onBehalfOfName,
        comment: signature.comment,
        over: [...overIn(signature.statement)],
        meaning: signature.meaning,
        method: oneOf(PROOF_METHODS, signature.method),
        signedAt: signature.signedAt.toISOString(),
        subjectDigest: signature.subjectDigest,
        counts: standing.counts,
        conditions: conditionsIn(signature.statement).length,
        because: standing.counts ? null : standing.because,
        changedSections: changedUnder(standing),
        lift: liftView(lifts.get(signature.id)),
        mayLift: liftable.includes(signature.id),
      })),
    })),
  };
}

/** The steps of a seat; none where its policy names no deadlines. */
function stepsOf(seat: BusinessFunction, timed: Timed): SeatView["steps"] {
  const clock = clockOf(timed);
  if (!clock) return [];
  return SEAT_STEPS.map((step) => {
    const taken = timed.stepsTaken.find((one) => one.seat === seat && one.step === step);
    const dueAt = taken?.dueAt ?? stepDueAt(step, clock);
    return { step, dueAt: dueAt?.toISOString() ?? null, takenAt: taken?.takenAt.toISOString() ?? null };
  });
}

const liftView = (lift: KeptLift | undefined): VerdictView["lift"] =>
  lift ? { by: lift.liftedByName, reason: lift.reason, at: lift.liftedAt.toISOString() } : null;

/** The sections that changed under a signature. */
export const changedUnder = (standing: SignatureStanding): Section[] =>
  !standing.counts && standing.because === "changed" ? [...standing.sections] : [];
