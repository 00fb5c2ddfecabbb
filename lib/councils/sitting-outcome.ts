import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import type { CompositionContent } from "./composition.ts";
import type { Council } from "./quorum.ts";
import type { Signature } from "./signature.ts";
import type { Sat, SatItem } from "./sitting.ts";
import type { ItemOutcome, ItemResult } from "./sitting-events.ts";
import { presentIn } from "./sitting-rules.ts";

/** What an outcome is derived from: the sign-off as the same transaction, or the log, has it. */
export type Decided = {
  readonly round: number;
  readonly digest: string;
  readonly council: Council<Signature>;
  /** Whether somebody could still sign it. */
  readonly open: boolean;
  /** Every seat approves, and something else keeps it from being approved: a gate, or a challenge. */
  readonly held: boolean;
  /** The conditions of a signature, as many as there are. */
  readonly conditions: (signature: string) => number;
};

/**
 * The outcome of an item. It follows from the signatures that count: neither the chair nor anybody else chooses it. Where the
 * content changed since the item was called, what was discussed is no longer what would be signed, and only that is said.
 */
export function outcomeOf({ started }: Pick<SatItem, "started">, decided: Decided): ItemOutcome {
  const { round, digest, council } = decided;
  const votes = council.seats.flatMap((seat) =>
    seat.signatures
      .filter(({ standing }) => standing.counts)
      .map(({ signature }) => ({
        seat: seat.function,
        signature: signature.id,
        signer: signature.signerId,
        decision: signature.decision,
        written: started === null || signature.signedAt < started.at,
        conditions: decided.conditions(signature.id),
      })),
  );
  const open = council.seats.filter(({ state }) => state !== "met").map((seat) => seat.function);
  return { round, digest, result: resultOf(started?.digest, decided), votes, open };
}

function resultOf(discussed: string | undefined, { digest, council, open, held }: Decided): ItemResult {
  if (discussed !== digest) return "changed";
  if (council.objections.length > 0) return "objected";
  if (council.approved) return held ? "held" : "approved";
  if (!open) return "ended";
  return held ? "held" : "waiting";
}

/** Every seat of it is met, and nobody objects. */
export const allApprove = ({ seats, met, objections }: Council<Signature>): boolean =>
  seats.length > 0 && met === seats.length && objections.length === 0;

/**
 * The seats of the council that have a say in an item, and for which too few are here or signed it. Whoever signed before,
 * in writing, counts as heard.
 */
export function unheardSeats(
  { seats }: Council<Signature>,
  {
    composition,
    sat,
  }: { readonly composition: Pick<CompositionContent, "seats">; readonly sat: Pick<Sat, "attendance"> },
): BusinessFunction[] {
  return composition.seats
    .filter(({ function: seat }) => seats.some((one) => one.function === seat))
    .filter(({ function: seat, min }: SeatRule) => {
      const signed = seats
        .filter((one) => one.function === seat)
        .flatMap((one) => one.signatures.filter(({ standing }) => standing.counts)).length;
      return presentIn(sat, seat) < min && signed < min;
    })
    .map((one) => one.function);
}

/** A seat that neither came nor signed in writing is not gone over: the item is put off. */
export function isHeard(unheard: readonly BusinessFunction[]): Result<null, Refusal> {
  return unheard.length === 0
    ? ok(null)
    : refuse("conflict", "no-quorum", `Nobody is here or signed in writing for ${unheard.join(", ")}.`, {
        todo: "Take down who came, wait for a signature in writing, or put the item off.",
      });
}
