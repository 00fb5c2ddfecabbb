import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { SeatRule } from "./policy.ts";

type Holder = { readonly id: string; readonly functions: readonly BusinessFunction[] };
export type ShortSeat = { readonly function: BusinessFunction; readonly missing: number };

/**
 * The seats that these people cannot fill together, with the number missing. One person fills one seat, so a person
 * with two functions counts for one. A maximum matching by augmenting paths (Kuhn 1955).
 */
export function shortSeats(seats: readonly SeatRule[], people: readonly Holder[]): ShortSeat[] {
  const placeOf = new Map<string, BusinessFunction>();
  const missing = new Map<BusinessFunction, number>();
  for (const { function: seat, min } of seats)
    for (let place = 0; place < min; place += 1)
      if (!seatSomeone(seat, { people, placeOf, asked: new Set() }))
        missing.set(seat, (missing.get(seat) ?? 0) + 1);
  return [...missing].map(([seat, count]) => ({ function: seat, missing: count }));
}

type Seating = {
  readonly people: readonly Holder[];
  readonly placeOf: Map<string, BusinessFunction>;
  readonly asked: Set<string>;
};

/** Seats someone who is free, or whose present seat someone else can take. */
function seatSomeone(seat: BusinessFunction, seating: Seating): boolean {
  const { people, placeOf, asked } = seating;
  for (const { id, functions } of people) {
    if (asked.has(id) || !functions.includes(seat)) continue;
    asked.add(id);
    const held = placeOf.get(id);
    if (held === undefined || seatSomeone(held, seating)) {
      placeOf.set(id, seat);
      return true;
    }
  }
  return false;
}
