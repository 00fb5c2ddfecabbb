import { type Circle, waitingFor } from "#lib/councils/circle.ts";
import type { Council, SignatureStanding } from "#lib/councils/quorum.ts";
import type { KeptLift } from "#lib/councils/rows/lifts.ts";
import type { KeptSignature } from "#lib/councils/rows/signatures.ts";
import type { Section } from "#lib/councils/sections.ts";
import { signedSections } from "#lib/councils/sections.ts";
import { conditionsIn, overIn } from "#lib/councils/statement.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { PROOF_METHODS, type ReleaseCouncil, type VerdictView } from "#lib/releases/views/release-council.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";

type Around = Pick<ReleaseCaseFile, "lifts"> & {
  readonly members: ReadonlyMap<BusinessFunction, readonly string[]>;
  readonly circle: Circle;
  /** The objections that the reader may lift. */
  readonly liftable: readonly string[];
};

/** Who has to sign a release, who may, who does not yet, and what each has signed. */
export function councilView(
  council: Council<KeptSignature>,
  { members, circle, lifts, liftable }: Around,
): ReleaseCouncil {
  return {
    met: council.met,
    approved: council.approved,
    seats: council.seats.map((seat) => ({
      function: seat.function,
      min: seat.min,
      state: seat.state,
      signs: signedSections(seat.function, council.seats),
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

const liftView = (lift: KeptLift | undefined): VerdictView["lift"] =>
  lift ? { by: lift.liftedByName, reason: lift.reason, at: lift.liftedAt.toISOString() } : null;

/** The sections that changed under a signature. */
export const changedUnder = (standing: SignatureStanding): Section[] =>
  !standing.counts && standing.because === "changed" ? [...standing.sections] : [];
