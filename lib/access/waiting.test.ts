import { expect, it } from "vitest";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { type PersonEntry, provenanceOf } from "./provenance.ts";
import { renewalsOf, waitOf } from "./waiting.ts";

const START = Date.parse("2026-11-20T08:00:00.000Z");
const at = (hour: number): string => new Date(START + hour * HOUR_MS).toISOString();
const entry = (action: string, hour: number, data: object, by: string | null): PersonEntry => ({
  action,
  data,
  by,
  at: at(hour),
});

const link = (hour: number, by: string | null, purpose: "join" | "new-password"): PersonEntry[] => [
  entry("link.issued", hour, { link: `l${hour}`, purpose, expiresAt: at(999), via: "mailed" }, by),
  entry("link.redeemed", hour, { link: `l${hour}`, sessionsEnded: 0, purpose, via: "mailed" }, null),
];
const joined = [entry("person.invited", 0, { roles: ["reviewer"] }, "alex"), ...link(0, "alex", "join")];
const enrolled = (hour: number, factor = `f${hour}`) =>
  entry("factor.enrolled", hour, { factor, kind: "totp" }, "dara");
const bound = { identity: "i", issuer: "https://login.example", via: "account" };
const consented = (hour: number, since: number) =>
  entry("signing.consented", hour, { since: at(since), until: at(since + 24) }, "mira");

const of = (...entries: PersonEntry[]) => provenanceOf("dara", [...joined, ...entries]);
const untilAt = (hour: number, ...entries: PersonEntry[]) =>
  waitOf(of(...entries), { hours: 24, now: new Date(at(hour)) })?.until.toISOString() ?? null;

it.each([
  ["joining by another's link", [], 24],
  ["a factor enrolled", [enrolled(30)], 54],
  ["a factor beside an older one", [enrolled(30), enrolled(40)], 64],
  [
    "a factor removed again",
    [enrolled(30), entry("factor.removed", 31, { factor: "f30", kind: "totp" }, "dara")],
    54,
  ],
  ["factors reset by an admin", [enrolled(1), entry("factor.reset", 30, { factors: ["f1"] }, "alex")], 54],
  ["a password by an admin's link", link(30, "alex", "new-password"), 54],
  ["a password by the operator's link", link(30, null, "new-password"), 54],
  ["an account bound at a provider", [entry("identity.bound", 30, bound, "dara")], 54],
])("waits after %s, to the millisecond", (_, entries, until) => {
  expect(untilAt(until - 0.001, ...entries)).toBe(at(until));
  expect(untilAt(until, ...entries)).toBeNull();
});

it("begins no wait by a link that somebody had mailed to themselves, and ends none", () => {
  expect(untilAt(31, ...link(30, "dara", "new-password"))).toBeNull();
  expect(untilAt(31, enrolled(29), ...link(30, "dara", "new-password"))).toBe(at(53));
});

it("counts a renewal that began by its own clock after this moment and is recorded already", () => {
  expect(untilAt(29, enrolled(30))).toBe(at(54));
});

it("is ended by a consent to the newest renewal, and by none to an earlier one", () => {
  expect(untilAt(32, enrolled(30), consented(31, 30))).toBeNull();
  expect(untilAt(34, enrolled(30), consented(31, 30), enrolled(33))).toBe(at(57));
  expect(untilAt(34, enrolled(30), enrolled(33), consented(33.5, 30))).toBe(at(57));
});

it("names who renewed it, oldest first", () => {
  const told = of(enrolled(30), entry("factor.reset", 40, { factors: ["f30"] }, "alex"));
  expect(renewalsOf(told).map(({ because, by }) => [because, by])).toEqual([
    ["credential", "alex"],
    ["factor", "dara"],
    ["reset", "alex"],
  ]);
});
