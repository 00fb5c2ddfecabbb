import fc from "fast-check";
import { expect, it } from "vitest";
import { DAY_MS } from "#lib/kernel/time.ts";
import type { Gate } from "#lib/policy/gate.ts";
import { gateDigest, type Term, type Waiver } from "./waiver.ts";
import { type Covered, coverOf } from "./waiver-cover.ts";
import { EXTENSIONS_MAX, isExtensible, mayExtend, WAIVER_DAYS } from "./waiver-rules.ts";

const GATE: Gate = {
  id: "bound",
  title: "Bound",
  severity: "block",
  expression: "version.lockBound",
  message: "Not bound.",
  wayOut: { label: "See the version", to: "version" },
  whoMayWaive: "compliance",
  whenMissing: "fail",
};
const START = Date.UTC(2026, 10, 1);
const day = (n: number) => new Date(START + n * DAY_MS);

const terms = fc
  .array(
    fc.record({
      days: fc.integer({ min: 1, max: 40 }),
      state: fc.constantFrom("granted", "refused", "open"),
    }),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((all) =>
    all.map(
      ({ days, state }, i): Term => ({ round: i + 1, endsAt: day(days), state: state as Term["state"] }),
    ),
  );
const waiverOf = (more: Partial<Waiver>): Waiver => ({
  id: "w",
  number: 1,
  gate: { id: GATE.id, digest: gateDigest(GATE) },
  scope: { pointer: null, release: null },
  tier: "high",
  startsAt: day(0),
  withdrawnAt: null,
  terms: [],
  signers: ["carla"],
  seat: "compliance",
  ...more,
});
const of = (more: Partial<Covered> = {}): Covered => ({
  pointer: "p",
  release: "r",
  tier: "high",
  contributors: [{ personId: "jonas" }],
  sayers: [{ personId: "carla", seat: "compliance" }],
  now: day(1),
  ...more,
});

it("covers from its start to the end of its last granted term, and not a moment longer", () => {
  fc.assert(
    fc.property(terms, fc.integer({ min: -5, max: 45 }), fc.integer({ min: 0, max: 3 }), (all, at, from) => {
      const waiver = waiverOf({ terms: all, startsAt: day(from) });
      const end = all.findLast(({ state }) => state === "granted")?.endsAt;
      const due = end !== undefined && day(at) >= day(from) && day(at) < end;
      expect(coverOf([waiver], GATE, of({ now: day(at) })) !== undefined).toBe(due);
    }),
  );
});

it("covers nothing once any one thing about it is another", () => {
  const terms: Term[] = [{ round: 1, endsAt: day(10), state: "granted" }];
  const good = waiverOf({ terms });
  expect(coverOf([good], GATE, of())).toEqual({ waiver: "w", number: 1, until: day(10).toISOString() });
  for (const more of [
    { withdrawnAt: day(0) },
    { signers: [] },
    { signers: ["jonas"] },
    { signers: ["carla", "jonas"] },
    { seat: "security" },
    { scope: { pointer: "other", release: null } },
    { scope: { pointer: null, release: "other" } },
    { tier: "limited" },
    { gate: { id: GATE.id, digest: "sha256:other" } },
    { gate: { id: "other", digest: gateDigest(GATE) } },
  ] as const)
    expect(coverOf([{ ...good, ...more }], GATE, of()), JSON.stringify(more)).toBeUndefined();
  for (const more of [
    { sayers: [{ personId: "carla", seat: "security" as const }] },
    { contributors: [{ personId: "carla" }] },
    { tier: "critical" as const },
    { now: day(10) },
    { now: day(-1) },
  ])
    expect(coverOf([good], GATE, of(more)), JSON.stringify(more)).toBeUndefined();
});

it("never lasts longer than its first term and every extension it may have", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }), (asked) => {
      const most = WAIVER_DAYS.high;
      let waiver = waiverOf({ terms: [{ round: 1, endsAt: day(most), state: "granted" }] });
      let end = most;
      for (const days of asked) {
        if (!mayExtend(waiver, day(end + days), day(0)).ok) continue;
        end += days;
        const next: Term = { round: waiver.terms.length + 1, endsAt: day(end), state: "granted" };
        waiver = { ...waiver, terms: [...waiver.terms, next] };
      }
      expect(end).toBeLessThanOrEqual(most * (1 + EXTENSIONS_MAX));
      expect(isExtensible(waiver, day(end)).ok).toBe(false);
    }),
  );
});
