import type { CompositionContent, CouncilSeat } from "#lib/councils/composition.ts";
import { type BusinessFunction, FUNCTIONS } from "#lib/kernel/caller.ts";
import type { CouncilFormView } from "#lib/overview/views/council-page.ts";

/** A seat as it is typed; one that nobody sits in is no seat. */
export type SeatDraft = Omit<CouncilSeat, "function">;

/** A council as it is typed. */
export type CouncilDraft = {
  readonly name: string;
  readonly purpose: string;
  readonly seats: Readonly<Record<BusinessFunction, SeatDraft>>;
  readonly chair: string;
  readonly secretary: string;
  /** Empty where it has no regular sittings. */
  readonly sitsOn: readonly number[];
  readonly sitsAt: string;
  readonly zone: string;
  readonly days: readonly number[];
  readonly from: string;
  readonly to: string;
  /** One a line: 2026-12-24. */
  readonly holidays: string;
  readonly escalation: readonly string[];
};

const NOBODY: SeatDraft = { min: 1, members: [], alternates: [] };

/** The council in force as a draft, or an empty one in this time zone. */
export function draftOf(current: CouncilFormView["current"], zone: string): CouncilDraft {
  const content = current?.content;
  const seatOf = (name: BusinessFunction): SeatDraft =>
    content?.seats.find((seat) => seat.function === name) ?? NOBODY;
  return {
    name: content?.name ?? "",
    purpose: content?.purpose ?? "",
    seats: Object.fromEntries(FUNCTIONS.map((name) => [name, seatOf(name)])) as CouncilDraft["seats"],
    chair: content?.chair ?? "",
    secretary: content?.secretary ?? "",
    sitsOn: content?.cadence?.days ?? [],
    sitsAt: content?.cadence?.time ?? "15:00",
    zone: content?.calendar.zone ?? zone,
    days: content?.calendar.days ?? [1, 2, 3, 4, 5],
    from: content?.calendar.from ?? "09:00",
    to: content?.calendar.to ?? "17:00",
    holidays: content?.calendar.holidays.join("\n") ?? "",
    escalation: content?.escalation ?? [],
  };
}

/** The composition of a draft. */
export function compositionOf(draft: CouncilDraft): CompositionContent {
  const { seats, chair, secretary, sitsOn, sitsAt, zone, days, from, to, escalation } = draft;
  return {
    name: draft.name.trim(),
    purpose: draft.purpose.trim(),
    seats: FUNCTIONS.flatMap((name) => {
      const { min, members, alternates } = seats[name];
      return members.length > 0
        ? [{ function: name, min, members: [...members], alternates: [...alternates] }]
        : [];
    }),
    chair,
    secretary: secretary === "" ? null : secretary,
    cadence: sitsOn.length > 0 ? { days: [...sitsOn], time: sitsAt } : null,
    calendar: {
      zone: zone.trim(),
      days: [...days],
      from,
      to,
      holidays: draft.holidays.split(/\s+/).filter(Boolean),
    },
    escalation: [...escalation],
  };
}

/** What keeps a draft from being proposed; undefined where nothing does. */
export function whyNotPropose(draft: CouncilDraft): string | undefined {
  const { seats } = compositionOf(draft);
  if (seats.length === 0) return "At least one seat needs a member.";
  if (seats.some(({ members, min }) => members.length < min))
    return "A seat has fewer members than must sign.";
  if (draft.chair === "") return "Choose a chair.";
  if (draft.days.length === 0) return "Choose the days on which the council works.";
  return undefined;
}

/** With a value in the list, or without it where it was there. */
export const toggled = <T>(list: readonly T[], value: T): T[] =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value];

/** Puts somebody among the members, the alternates or neither, so that nobody is both. */
export function placed(seat: SeatDraft, id: string, place: "members" | "alternates" | "neither"): SeatDraft {
  const without = {
    ...seat,
    members: seat.members.filter((one) => one !== id),
    alternates: seat.alternates.filter((one) => one !== id),
  };
  return place === "neither" ? without : { ...without, [place]: [...without[place], id] };
}
