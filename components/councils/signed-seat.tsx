import type { ReactNode } from "react";
import type { Item } from "#components/ui/item-list.tsx";
import type { SEAT_STATES } from "#lib/councils/quorum.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { either } from "#lib/kernel/listed.ts";

type SignedSeat<S> = {
  readonly function: BusinessFunction;
  readonly state: (typeof SEAT_STATES)[number];
  readonly signed: readonly S[];
  readonly candidates: readonly string[];
};

const LOOKS = {
  met: { tone: "pass", icon: "check" },
  objected: { tone: "fail", icon: "cross" },
  stale: { tone: "hold", icon: "alert" },
  waiting: { tone: "hold", icon: "hourglass" },
} as const;

/** A seat of what is signed as a whole: what each signature says, else who can sign it. */
export const signedSeatItem = <S,>(
  { function: name, state, signed, candidates }: SignedSeat<S>,
  saidOf: (one: S) => ReactNode,
): Item => ({
  key: name,
  ...LOOKS[state],
  title: functionLabels[name],
  detail:
    signed.length > 0
      ? signed.map(saidOf)
      : candidates.length > 0
        ? `can be signed by ${either(candidates)}`
        : "nobody can sign it now",
});
