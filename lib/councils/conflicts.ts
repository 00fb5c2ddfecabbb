import { dependenceText } from "#lib/access/dependence-text.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { SeatRule } from "#lib/policy/policy.ts";
import { between, type Circle, couldSign, sitsIn } from "./circle.ts";

/** At most this many are shown; a workspace in which everybody depends on everybody has many. */
const CONFLICTS_MAX = 20;

/** Two people who cannot both have a say in a subject. */
export type Conflict = {
  /** Who signed already comes first. */
  readonly names: [string, string];
  /** The seat for which the first signed; null where neither did. */
  readonly signedFor: BusinessFunction | null;
  /** The seat that the second cannot take beside the first. */
  readonly seat: BusinessFunction;
  /** Whether the reader is the first, the second or neither. */
  readonly reader: 0 | 1 | null;
  readonly because: string;
  /** Who could take the seat instead, by name. */
  readonly instead: readonly string[];
};

type Sitting = { readonly id: string; readonly seats: readonly BusinessFunction[]; readonly signed: boolean };

/** Which of those who signed or may sign cannot sign together, so that everybody sees it before they do. */
export function conflictsIn(circle: Circle, seats: readonly SeatRule[], readerId: string): Conflict[] {
  const sitting = sittingIn(circle, seats);
  const conflicts = sitting.flatMap((first, i) =>
    sitting.slice(i + 1).flatMap((second) => conflictOf(first, second, { circle, seats, readerId }) ?? []),
  );
  return conflicts
    .toSorted((a, b) => Number(b.reader !== null) - Number(a.reader !== null))
    .slice(0, CONFLICTS_MAX);
}

/** Everybody with a seat they could take, those who signed first. */
function sittingIn(circle: Circle, seats: readonly SeatRule[]): Sitting[] {
  const { sayers, members } = circle;
  const signed = sayers.map(({ personId: id, seat }) => ({ id, seats: [seat], signed: true }));
  const could = [...members].map(([id, { functions }]) => ({
    id,
    seats: functions.filter(
      (name) => seats.some((rule) => rule.function === name) && sitsIn(circle, id, name),
    ),
    signed: false,
  }));
  const ids = new Set(signed.map(({ id }) => id));
  return [...signed, ...could.filter((one) => !ids.has(one.id) && one.seats.length > 0)];
}

type Around = { readonly circle: Circle; readonly seats: readonly SeatRule[]; readonly readerId: string };

function conflictOf(first: Sitting, second: Sitting, { circle, seats, readerId }: Around): Conflict | null {
  if (second.signed) return null;
  const seat = second.seats.find((name) => first.seats.some((other) => canShare(name, other, seats)));
  const found = seat && between(first.id, second.id, circle);
  if (!seat || !found) return null;
  const taken = { ...circle, sayers: [...circle.sayers, { personId: first.id, seat: first.seats[0]! }] };
  return {
    names: [circle.nameOf(first.id), circle.nameOf(second.id)],
    signedFor: first.signed ? first.seats[0]! : null,
    seat,
    reader: readerId === first.id ? 0 : readerId === second.id ? 1 : null,
    because: dependenceText(found, circle.nameOf),
    instead: couldSign(seat, taken),
  };
}

/** Two people sit together in two seats, or in one that takes several. */
const canShare = (one: BusinessFunction, other: BusinessFunction, seats: readonly SeatRule[]): boolean =>
  one !== other || seats.some((rule) => rule.function === one && rule.min > 1);
