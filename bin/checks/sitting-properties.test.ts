import fc from "fast-check";
import { expect, it } from "vitest";
import type { Signature } from "#lib/councils/signature.ts";
import { type SittingAct, sat } from "#lib/councils/sitting.ts";
import { PRESENCES } from "#lib/councils/sitting-events.ts";
import { minutesDigest } from "#lib/councils/sitting-minutes.ts";
import {
  CHAIR,
  CONTENT,
  MEMBER,
  SEATS_OF,
  SECRETARY,
  STRANGER,
  SUBJECTS,
} from "#lib/testing/worlds/paper-council.ts";
import { PaperSitting } from "#lib/testing/worlds/paper-sitting.ts";
import { SittingTold, type ToldSitting } from "./sittings-told.ts";

/**
 * Whatever the order of acts, by whomever: no outcome without who had to be heard, no item decided twice, no minutes signed over
 * other than what happened. What was taken is judged twice: by plain counting here, and by the check of a packet.
 */
const people = fc.constantFrom(CHAIR, SECRETARY, CHAIR, SECRETARY, MEMBER, STRANGER);
const sitters = fc.constantFrom(CHAIR, SECRETARY, MEMBER);
const nth = fc.nat({ max: 2 });
const subject = fc.constantFrom(...SUBJECTS);

type Move = (house: PaperSitting) => void;
const itemAt = ({ sitting: { items } }: PaperSitting, at: number) => items[at]?.item ?? SUBJECTS[0];

const attended = fc
  .record({ person: sitters, presence: fc.constantFrom(...PRESENCES) })
  .map((one) => ({ ...one, seat: SEATS_OF[one.person]! }));

const MOVES: fc.Arbitrary<Move>[] = [
  fc.record({ by: people, came: fc.uniqueArray(attended, { selector: ({ person }) => person }) }).map(
    ({ by, came }) =>
      (house) =>
        house.open(by, came),
  ),
  fc.tuple(people, fc.uniqueArray(subject)).map(
    ([by, subjects]) =>
      (house) =>
        house.arrange(by, subjects),
  ),
  fc.tuple(people, attended).map(
    ([by, one]) =>
      (house) =>
        house.attend(by, one),
  ),
  fc.tuple(people, nth).map(
    ([by, at]) =>
      (house) =>
        house.start(by, itemAt(house, at)),
  ),
  fc.tuple(people, nth).map(
    ([by, at]) =>
      (house) =>
        house.record(by, itemAt(house, at)),
  ),
  fc.tuple(people, nth).map(
    ([by, at]) =>
      (house) =>
        house.postpone(by, itemAt(house, at)),
  ),
  people.map((by) => (house) => house.note(by)),
  fc.tuple(subject, sitters, fc.constantFrom("approve" as const, "request-changes" as const)).map(
    ([of, by, decision]) =>
      (house) =>
        house.vote(of, by, decision),
  ),
  subject.map((of) => (house) => house.edit(of)),
  people.map((by) => (house) => house.close(by)),
  fc.tuple(people, fc.constantFrom("approve" as const, "approve" as const, "reject" as const)).map(
    ([by, decision]) =>
      (house) =>
        house.sign(by, decision),
  ),
  fc.tuple(people, nth).map(([by, at]) => (house) => {
    const read = house.sitting.minutes[at];
    if (read) house.sign(by, "approve", read);
  }),
];

const WEIGHTS = [1, 2, 2, 8, 8, 3, 1, 4, 1, 4, 5, 1];

/** Acts that a sitting needs to get anywhere come more often than those that only disturb it. */
const plays = fc
  .tuple(
    fc.boolean(),
    fc.array(fc.oneof(...MOVES.map((arbitrary, at) => ({ arbitrary, weight: WEIGHTS[at]! }))), {
      maxLength: 60,
      size: "max",
    }),
  )
  .map(([begun, moves]) => ({ begun, moves }));

function play(begun: boolean, moves: readonly Move[], after: (house: PaperSitting) => void): PaperSitting {
  const house = new PaperSitting();
  if (begun) {
    house.arrange(CHAIR, [...SUBJECTS]);
    house.open(
      CHAIR,
      [CHAIR, SECRETARY].map((person) => ({ person, presence: "present", seat: SEATS_OF[person]! })),
    );
  }
  for (const move of moves) {
    const before = house.kept.length;
    move(house);
    if (house.kept.length > before) after(house);
  }
  return house;
}

/** Who of a seat is here, counted from the acts alone. */
function hereIn(acts: readonly SittingAct[], seat: string): number {
  const last = new Map<string, { presence: string; seat: string | null }>();
  for (const { type, data } of acts) {
    if (type === "sitting.opened") for (const one of data.attendance) last.set(one.person, one);
    if (type === "sitting.attended") last.set(data.person, data);
  }
  return [...last.values()].filter((one) => one.presence === "present" && one.seat === seat).length;
}

/** Plainly: an objection, else whether every seat approved; what then holds it is not the sitting's. */
function dueOf(counting: readonly Signature[]): string {
  if (counting.some(({ decision }) => decision !== "approve")) return "objected";
  return counting.length === CONTENT.seats.length ? "approved" : "waiting";
}
const plainly = (result: string): string => (result === "held" ? "approved" : result);

function judgeRecorded(house: PaperSitting): void {
  const { acts } = house;
  const act = acts.at(-1);
  if (act?.type !== "sitting-item.recorded") return;
  const before = acts.slice(0, -1);
  const { item, outcome } = act.data;
  const called = before.findLast((one) => one.type === "sitting-item.started" && one.data.item === item);
  const paper = house.papers.get(house.sitting.items.find((one) => one.item === item)!.subject)!;
  const counting = paper.signatures.filter((one) => one.round === paper.round);
  const discussed = called?.type === "sitting-item.started" && called.data.digest === paper.digest;
  expect(plainly(outcome.result)).toBe(discussed ? dueOf(counting) : "changed");
  if (outcome.result !== "changed")
    for (const { function: seat } of CONTENT.seats)
      expect(hereIn(before, seat) > 0 || counting.some((one) => one.seat === seat)).toBe(true);
}

function judgeWhole({ acts, sitting }: PaperSitting): void {
  const decidedOf = acts.flatMap((one) =>
    one.type === "sitting-item.recorded" && one.data.outcome.result !== "changed" ? [one.data.item] : [],
  );
  expect(new Set(decidedOf).size).toBe(decidedOf.length);
  const subjects = sitting.items.filter(({ state }) => state === "recorded").map((one) => one.subject);
  expect(new Set(subjects).size).toBe(subjects.length);
  expect(sitting.items.filter(({ state }) => state === "current").length).toBeLessThanOrEqual(1);
}

/** Each signature is over everything that was done by the last close, and nothing was done since but signing. */
function judgeMinutes({ acts }: PaperSitting): void {
  for (const [at, act] of acts.entries()) {
    if (act.type !== "sitting.signed") continue;
    const closedAt = acts.findLastIndex((one, i) => i < at && one.type === "sitting.closed");
    const closed = acts[closedAt];
    expect(closed).toBeDefined();
    expect(acts.slice(closedAt + 1, at).every(({ type }) => type === "sitting.signed")).toBe(true);
    const so = sat(acts.slice(0, closedAt));
    expect(act.data.digest).toBe(minutesDigest(so, { by: closed!.by.id, at: closed!.at }));
    expect(so.items.every(({ state }) => state === "recorded" || state === "postponed")).toBe(true);
  }
  for (const act of acts)
    if (act.type === "sitting.confirmed") {
      const signers = acts.filter(
        (one) =>
          one.type === "sitting.signed" &&
          one.data.digest === act.data.digest &&
          one.data.decision === "approve",
      );
      expect(new Set(signers.map(({ by }) => by.id)).size).toBe(2);
    }
}

/** A packet's check takes what the server took. */
function judgeOffline({ kept }: PaperSitting): void {
  const told = kept.map(({ event, by, at }, nth) => ({
    ...event,
    id: `${nth}`,
    place: `act ${nth}`,
    at: at.toISOString(),
    actor: by,
    targets: [],
  })) as unknown as ToldSitting[];
  const check = new SittingTold();
  const [opened] = kept.flatMap(({ event }) =>
    event.type === "sitting.opened" ? [event.data.composition] : [],
  );
  const inForce = { version: 1, digest: opened?.digest ?? "", content: CONTENT };
  for (const [at, one] of told.entries()) expect(check.take(one, inForce, told[at + 1])).toEqual([]);
}

const reached = new Map<string, number>();

it("takes no interleaving of acts in which an outcome, an item or minutes are not what the rules demand", () => {
  fc.assert(
    fc.property(plays, ({ begun, moves }) => {
      const house = play(begun, moves, (so) => {
        judgeRecorded(so);
        judgeWhole(so);
      });
      judgeMinutes(house);
      judgeOffline(house);
      for (const { event } of house.kept) reached.set(event.type, (reached.get(event.type) ?? 0) + 1);
    }),
    { numRuns: 400 },
  );
  // The property says nothing where its sittings get nowhere.
  for (const type of [
    "sitting-item.recorded",
    "sitting-item.postponed",
    "sitting.signed",
    "sitting.confirmed",
    "sitting.disputed",
  ])
    expect(reached.get(type) ?? 0, type).toBeGreaterThan(0);
});
