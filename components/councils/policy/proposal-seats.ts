import type { Seat } from "#components/councils/seats.tsx";
import type { ProposedSeat, ProposedView } from "#lib/councils/views/proposal.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { either } from "#lib/kernel/listed.ts";

/** The seats of a proposal as the rail shows them: who signed, who is awaited. */
export const proposalSeats = ({ council, mine }: ProposedView): Seat[] =>
  council.seats.map((seat) => {
    const own = mine.seats.find((one) => one.function === seat.function);
    return seatLine(seat, own?.whyNot === null && own.signedAt === null);
  });

function seatLine(seat: ProposedSeat, yours: boolean): Seat {
  const named = { id: seat.function, name: functionLabels[seat.function] };
  const counting = seat.signatures.filter(({ counts }) => counts);
  const last = counting.at(-1);
  if (seat.state === "met") return { ...named, state: "met", note: "Approved", ...signedBy(last) };
  const stale = seat.signatures.find(({ counts }) => !counts);
  if (stale && !last && !yours)
    return { ...named, state: "stale", note: `Stale: ${stale.signerName} may no longer sign for it` };
  if (seat.candidates.length < seat.min)
    return { ...named, state: "unfillable", note: "Too few reviewers have this function" };
  return { ...named, state: yours ? "yours" : "waiting", note: awaited(seat, counting.length, yours) };
}

type Signed = ProposedSeat["signatures"][number];

const signedBy = (last: Signed | undefined): Partial<Seat> =>
  last ? { person: last.signerName, at: last.signedAt, comment: last.comment || undefined } : {};

function awaited({ min, candidates }: ProposedSeat, have: number, yours: boolean): string {
  const progress = min > 1 ? `${have} of ${min} signed. ` : "";
  if (yours) return `${progress}Waiting for you`;
  return `${progress}Waiting for ${candidates.length > 3 ? `one of ${candidates.length} people` : either(candidates)}`;
}
