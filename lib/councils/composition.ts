import { z } from "zod";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { digestText } from "#lib/kernel/event-fields.ts";
import { id, line, ordinal, prose } from "#lib/kernel/fields.ts";
import { timeOfDay } from "#lib/policy/freeze-window.ts";
import { type PolicyContent, type SeatRule, seatRule } from "#lib/policy/policy.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { businessCalendar, weekdays } from "./business-calendar.ts";

const PEOPLE_MAX = 20;

const people = z
  .array(id)
  .max(PEOPLE_MAX)
  .refine((ids) => new Set(ids).size === ids.length, { message: "must not name a person twice" });

/** A seat of a council: how many sign for the function, who, and who stands in. */
export const councilSeat = seatRule
  .extend({ members: people.min(1, "must have at least one member"), alternates: people })
  .refine(({ members, alternates }) => !alternates.some((one) => members.includes(one)), {
    message: "must not name a member as an alternate",
    path: ["alternates"],
  })
  .refine(({ members, min }) => members.length >= min, {
    message: "must have as many members as it requires",
    path: ["members"],
  });
export type CouncilSeat = z.infer<typeof councilSeat>;

/** Who sits on a council and when it works; immutable once published. */
export const compositionContent = z.strictObject({
  name: line(80),
  purpose: prose(500),
  seats: z
    .array(councilSeat)
    .min(1, "must have at least one seat")
    .max(FUNCTIONS.length)
    .refine((seats) => new Set(seats.map((seat) => seat.function)).size === seats.length, {
      message: "must not name a function twice",
    }),
  chair: id,
  secretary: id.nullable(),
  /** When it meets, by the clocks of its calendar; null where it does not. */
  cadence: z.strictObject({ days: weekdays, time: timeOfDay }).nullable(),
  calendar: businessCalendar,
  /** Who is told last of a seat that is late. */
  escalation: people,
});
export type CompositionContent = z.infer<typeof compositionContent>;

/** Which composition a release was submitted under. */
export const compositionReference = z.strictObject({ council: id, version: ordinal, digest: digestText });
export type CompositionReference = z.infer<typeof compositionReference>;

/**
 * The seats of a release that a policy routes to a council: those of both, each with the larger number. So a council can
 * ask for more than the policy, never for less, and a seat that it has nobody for stays open.
 */
export function seatsUnder(
  required: readonly SeatRule[],
  { seats }: Pick<CompositionContent, "seats">,
): SeatRule[] {
  const own = new Map(seats.map((seat) => [seat.function, seat.min]));
  const policys = required.map((rule) => ({
    ...rule,
    min: Math.max(rule.min, own.get(rule.function) ?? 0),
  }));
  const more = seats.filter((seat) => !required.some((rule) => rule.function === seat.function));
  return [...policys, ...more.map((seat) => ({ function: seat.function, min: seat.min }))];
}

/** The tiers whose releases a policy sends to this council. */
export const tiersRoutedTo = (policy: Pick<PolicyContent, "routes"> | undefined, council: string): Tier[] =>
  policy?.routes.flatMap(({ councilId, tiers }) => (councilId === council ? tiers : [])) ?? [];

/** The seats that a policy requires of this council and that it has too few members for. */
export function lackingSeats(
  { routes }: Pick<PolicyContent, "routes">,
  council: string,
  { seats }: Pick<CompositionContent, "seats">,
): BusinessFunction[] {
  const required = routes.filter(({ councilId }) => councilId === council).flatMap((route) => route.seats);
  const lacking = required.filter(
    (rule) => (seats.find((seat) => seat.function === rule.function)?.members.length ?? 0) < rule.min,
  );
  return [...new Set(lacking.map((rule) => rule.function))];
}

/** Everybody whom a composition names. */
export const peopleIn = ({ seats, chair, secretary, escalation }: CompositionContent): string[] => [
  ...new Set([
    ...seats.flatMap(({ members, alternates }) => [...members, ...alternates]),
    chair,
    ...(secretary ? [secretary] : []),
    ...escalation,
  ]),
];
