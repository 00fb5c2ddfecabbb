import { eventOf } from "#lib/command/event-of.ts";
import type { Council } from "#lib/councils/quorum.ts";
import type { Signature } from "#lib/councils/signature.ts";
import { approvalEnd, type VerdictConsequence } from "#lib/releases/consequence.ts";
import type { ReleaseEvent } from "#lib/releases/events.ts";
import { type GatesNow, gatesField } from "#lib/releases/gates-now.ts";

/** What the outcome is recorded of. */
type Of = {
  readonly about: Pick<ReleaseEvent, "stream" | "targets">;
  readonly number: number;
  readonly round: number;
  readonly validDays: number;
  readonly council: Council<Signature>;
  /** Where no signature led to it: the signatures whose signers had lost the authority, so that it derives again. */
  readonly lapsed?: readonly string[];
  /** Where no signature, edit or lift led to it, which say it themselves: what the gates said. */
  readonly gated?: GatesNow | null;
};

/** What follows from the sign-off as it stands, as the log says it. */
export function outcomeEvent(outcome: VerdictConsequence, of: Of): ReleaseEvent {
  const { about, number, round, validDays, council } = of;
  const inRound = { number, round };
  const derived = of.lapsed ? { ...inRound, lapsed: of.lapsed } : inRound;
  const gates = gatesField(of.gated ?? null);
  switch (outcome) {
    case "release.approved": {
      const end = approvalEnd(council, validDays);
      if (!end) throw new Error(`release ${number} is to be approved, and its sign-off does not stand`);
      return eventOf("release.approved", {
        ...about,
        data: { ...derived, validUntil: end.toISOString(), ...gates },
      });
    }
    case "release.changes-requested": {
      const objection = council.objections.toSorted((a, b) => +a.signedAt - +b.signedAt).at(-1);
      if (!objection) throw new Error(`release ${number} is to be sent back, and nobody objects`);
      return eventOf("release.changes-requested", { ...about, data: { ...derived, seat: objection.seat } });
    }
    case "release.review-resumed":
      return eventOf("release.review-resumed", { ...about, data: { ...derived, ...gates } });
    case "release.rejected":
      return eventOf("release.rejected", { ...about, data: inRound });
  }
}
