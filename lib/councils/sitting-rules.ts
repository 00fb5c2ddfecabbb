import type { BusinessFunction, Caller } from "#lib/kernel/caller.ts";
import type { Frozen } from "#lib/kernel/event-catalogue.ts";
import { type Refusal, refuse } from "#lib/kernel/refusal.ts";
import { ok, type Result } from "#lib/kernel/result.ts";
import { DAY_MS, HOUR_MS } from "#lib/kernel/time.ts";
import type { CompositionContent } from "./composition.ts";
import { attendanceNow, currentItem, isBegun, maySittingTake, type Sat, type SatItem } from "./sitting.ts";
import type { AgendaItem, Attendee, MinutesSigner, SittingType } from "./sitting-events.ts";

/** A sitting is planned at most so many days ahead. */
const PLANNED_DAYS_MAX = 366;
/** One that opened late may still be put on record with the time it was planned for. */
const PLANNED_LATE_HOURS = 12;

/** Only the chair and the secretary of the composition in force run a sitting, also one that others began. */
export function mayRun(
  caller: Caller,
  { chair, secretary }: Pick<CompositionContent, "chair" | "secretary">,
): Result<null, Refusal> {
  if (caller.kind !== "person") return refuse("forbidden", "person-only", "Only a person can run a sitting.");
  return caller.id === chair || caller.id === secretary
    ? ok(null)
    : refuse("forbidden", "not-chair", "Only the chair and the secretary of the council run its sittings.", {
        todo: "Ask one of them, or propose a change of the council.",
      });
}

/** Whether the sitting is where this can happen. */
export function mayTake(sat: Pick<Sat, "state">, type: SittingType): Result<null, Refusal> {
  if (maySittingTake(sat.state, type)) return ok(null);
  const [noun, verb] = type.split(".");
  const said = `This sitting is ${sat.state}: no ${noun?.replace("-", " ")} can be ${verb?.replace("-", " ")} now.`;
  return refuse("illegal", "sitting-state", said);
}

export function mayBePlanned(startsAt: Date, now: Date): Result<null, Refusal> {
  const ahead = startsAt.getTime() - now.getTime();
  return ahead >= -PLANNED_LATE_HOURS * HOUR_MS && ahead <= PLANNED_DAYS_MAX * DAY_MS
    ? ok(null)
    : refuse("invalid", "sitting-time", "A sitting starts now or within a year.", { field: "startsAt" });
}

/** Whether this can be the agenda of what is still to come. */
export function mayArrange(
  { items: known }: Pick<Sat, "items">,
  items: readonly AgendaItem[],
): Result<null, Refusal> {
  const begun = known.filter(isBegun);
  const taken = items.find(
    ({ item, subject }) =>
      begun.some((one) => one.item === item) ||
      begun.some((one) => one.subject === subject && one.state !== "postponed") ||
      items.some((one) => one.item !== item && one.subject === subject),
  );
  if (taken)
    return refuse("conflict", "item-taken", "This is on the agenda already, or was called before.", {
      field: "items",
    });
  return new Set(items.map(({ item }) => item)).size === items.length
    ? ok(null)
    : refuse("invalid", "item-twice", "The agenda names an item twice.", { field: "items" });
}

/** Whether what is still to come is what the caller was shown; one who does not say takes it as it is. */
export function isAsShown(
  { items }: Pick<Sat, "items">,
  shown: readonly string[] | undefined,
): Result<null, Refusal> {
  const coming = items.filter((one) => !isBegun(one)).map(({ item }) => item);
  return shown === undefined ||
    (shown.length === coming.length && shown.every((one, at) => one === coming[at]))
    ? ok(null)
    : refuse("stale", "agenda-changed", "Somebody else changed the agenda. Nothing was moved.", {
        todo: "Look at it again, then arrange it.",
        field: "shown",
      });
}

/** Whether these people can be taken down as here: each is of the council, and in a seat that is theirs to take. */
export function mayAttend(
  attendance: readonly Frozen<Attendee>[],
  { seats, chair, secretary }: CompositionContent,
): Result<null, Refusal> {
  const people = new Set(attendance.map(({ person }) => person));
  if (people.size !== attendance.length)
    return refuse("invalid", "person-twice", "The attendance names a person twice.", { field: "attendance" });
  const wrong = attendance.find(({ person, seat }) =>
    seat === null
      ? person !== chair && person !== secretary
      : !seats.some(
          (one) => one.function === seat && (one.members.includes(person) || one.alternates.includes(person)),
        ),
  );
  return wrong
    ? refuse(
        "invalid",
        "not-on-council",
        "Only members, alternates, the chair and the secretary attend for the council, each in their own seat.",
        { field: "attendance" },
      )
    : ok(null);
}

/** How many of each seat are here. */
export const presentIn = (sat: Pick<Sat, "attendance">, seat: BusinessFunction): number =>
  attendanceNow(sat).filter((one) => one.presence === "present" && one.seat === seat).length;

/** The seats of the council that too few came for. */
export const absentSeats = (
  sat: Pick<Sat, "attendance">,
  { seats }: Pick<CompositionContent, "seats">,
): BusinessFunction[] =>
  seats.filter(({ function: seat, min }) => presentIn(sat, seat) < min).map((one) => one.function);

export function itemIn({ items }: Pick<Sat, "items">, item: string): Result<SatItem, Refusal> {
  const found = items.find((one) => one.item === item);
  return found
    ? ok(found)
    : refuse("not-found", "item-not-found", "This sitting has no such item on its agenda.");
}

/** One item after another: it is called once, and again only where its content changed under it. */
export function mayCall(sat: Pick<Sat, "items">, item: string): Result<SatItem, Refusal> {
  const found = itemIn(sat, item);
  if (!found.ok) return found;
  const other = currentItem(sat);
  if (other)
    return refuse(
      "conflict",
      "item-open",
      other.item === item ? "This item was called already." : "Another item is being discussed.",
      { todo: "Record its outcome or put it off first." },
    );
  return found.value.state === "waiting" || found.value.outcome?.result === "changed"
    ? found
    : refuse("conflict", "item-ended", `${fateOf(found.value)} Nothing was called.`);
}

/** What became of an item, for whoever comes second. */
function fateOf({ state, outcome }: SatItem): string {
  if (state === "waiting") return "This item was not called yet.";
  if (state === "current") return "This item is being discussed.";
  if (state === "postponed") return "This item was put off to the next sitting already.";
  return `This item was recorded already: ${outcome?.result ?? "ended"}.`;
}

export function isCalled(sat: Pick<Sat, "items">, item: string): Result<SatItem, Refusal> {
  const found = itemIn(sat, item);
  if (!found.ok || found.value.state === "current") return found;
  return refuse("conflict", "item-not-called", `${fateOf(found.value)} Nothing was recorded.`);
}

export function mayPostpone(sat: Pick<Sat, "items">, item: string): Result<SatItem, Refusal> {
  const found = itemIn(sat, item);
  if (!found.ok || found.value.state === "current" || found.value.state === "waiting") return found;
  return refuse("conflict", "item-ended", `${fateOf(found.value)} Nothing was put off.`);
}

/** Minutes are written of a whole agenda: each item was recorded or put off. */
export function mayCloseOver({ items }: Pick<Sat, "items">): Result<null, Refusal> {
  const left = items.filter(({ state }) => state === "waiting" || state === "current").length;
  return left === 0
    ? ok(null)
    : refuse("conflict", "items-open", `${left} of the agenda's items are still open.`, {
        todo: "Record each of them or put it off to the next sitting.",
      });
}

type Signing = Pick<CompositionContent, "seats" | "chair" | "secretary">;

/**
 * Who signs the minutes: the chair and the secretary, or where there is no secretary, the chair and a member who was here. Each
 * signs for a function that they hold, the one they sit for where they sit.
 */
export function minutesSigners(
  composition: Signing,
  sat: Pick<Sat, "attendance">,
  held: (person: string) => readonly BusinessFunction[],
): Result<MinutesSigner[], Refusal> {
  const { chair, secretary } = composition;
  const here = attendanceNow(sat).filter(({ presence }) => presence === "present");
  const other = secretary ?? here.find(({ person, seat }) => person !== chair && seat !== null)?.person;
  if (other === undefined || other === chair)
    return refuse(
      "illegal",
      "second-signer-missing",
      "Two people sign the minutes, and there is no second.",
      {
        todo: "Name a secretary who is not the chair, or take down the members who are here.",
      },
    );
  const signers = [chair, other].flatMap((person) => {
    const seat = seatOf(composition, person, held(person));
    return seat ? [{ person, seat }] : [];
  });
  return signers.length === 2
    ? ok(signers)
    : refuse(
        "illegal",
        "signer-without-function",
        "The chair and the secretary sign the minutes, and one of them signs for no function now.",
        { todo: "Have a function granted to both, or name others by a change of the council." },
      );
}

const seatOf = (
  { seats }: Signing,
  person: string,
  held: readonly BusinessFunction[],
): BusinessFunction | undefined =>
  seats.find(
    ({ function: seat, members, alternates }) =>
      held.includes(seat) && (members.includes(person) || alternates.includes(person)),
  )?.function ?? held[0];
