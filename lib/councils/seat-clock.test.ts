import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HOUR_MS } from "#lib/kernel/time.ts";
import { composition } from "#lib/testing/specimens/council-data.ts";
import { workedMs } from "./business-time.ts";
import {
  clockMarks,
  isRunning,
  reachedBy,
  SEAT_STEPS,
  type SeatClock,
  stepDueAt,
  stepsDue,
} from "./seat-clock.ts";

const { calendar } = composition();
const deadlines = { remind: 8, alternates: 16, escalate: 24 };
const at = (text: string) => new Date(text);
const clockOf = (...events: [type: string, at: string][]): SeatClock => ({
  marks: clockMarks(events.map(([type, when]) => ({ type, at: at(when) }))),
  calendar,
  deadlines,
});
const due = (clock: SeatClock) => SEAT_STEPS.map((step) => stepDueAt(step, clock)?.toISOString() ?? null);

describe("the clock of a seat", () => {
  it("counts the council's hours from the opening of the round, over a weekend and a change of clocks", () => {
    expect(due(clockOf(["release.submitted", "2026-10-23T14:00:00Z"]))).toEqual([
      "2026-10-26T13:00:00.000Z",
      "2026-10-27T11:00:00.000Z",
      "2026-10-28T09:00:00.000Z",
    ]);
  });

  it("stands while changes are requested, and starts anew with the next round", () => {
    const paused = clockOf(
      ["release.submitted", "2026-11-25T08:00:00Z"],
      ["release.changes-requested", "2026-11-25T12:00:00Z"],
    );
    expect([due(paused), isRunning(paused)]).toEqual([[null, null, null], false]);
    const resumed = clockOf(
      ["release.submitted", "2026-11-25T08:00:00Z"],
      ["release.changes-requested", "2026-11-25T12:00:00Z"],
      ["release.review-resumed", "2026-11-26T08:00:00Z"],
    );
    expect(due(resumed)[0]).toBe("2026-11-26T12:00:00.000Z");
    const anew = clockOf(
      ["release.submitted", "2026-11-23T08:00:00Z"],
      ["release.changes-requested", "2026-11-24T08:00:00Z"],
      ["release.edited", "2026-11-25T08:00:00Z"],
    );
    expect(due(anew)[0]).toBe("2026-11-25T16:00:00.000Z");
  });

  it("takes each step once, of the seats that wait, and tells whom the composition names", () => {
    const clock = clockOf(["release.submitted", "2026-11-25T08:00:00Z"]);
    const content = composition({ escalation: ["e"] });
    const [{ members, alternates }] = content.seats as [(typeof content.seats)[number]];
    const waits = { function: "security", min: 1, state: "waiting", signatures: [] } as const;
    const late = { clock, council: { seats: [waits] }, composition: content, taken: [] };
    const steps = stepsDue(late, at("2026-11-30T00:00:00Z"));
    expect(steps.map(({ step, to }) => [step, to])).toEqual([
      ["reminded", members],
      ["alternates-told", [...alternates, content.chair]],
      ["escalated", ["e"]],
    ]);
    expect(stepsDue({ ...late, taken: steps }, at("2026-11-30T00:00:00Z"))).toEqual([]);
    expect(stepsDue(late, at("2026-11-25T15:59:00Z"))).toEqual([]);
    const met = { seats: [{ ...waits, state: "met" as const }] };
    expect(stepsDue({ ...late, council: met }, at("2026-11-30T00:00:00Z"))).toEqual([]);
    expect([...reachedBy(steps)]).toEqual(["security"]);
    expect([...reachedBy(steps.slice(0, 1))]).toEqual([]);
  });
});

it("is due after exactly so many of the council's hours in which it ran, whatever stopped it", () => {
  const hours = fc.integer({ min: 0, max: 300 });
  fc.assert(
    fc.property(fc.array(hours, { maxLength: 6 }), fc.integer({ min: 1, max: 40 }), (gaps, remind) => {
      let atMs = Date.UTC(2026, 9, 20, 8);
      const marks = [{ at: new Date(atMs), runs: true }];
      for (const [i, gap] of gaps.entries()) {
        atMs += gap * HOUR_MS;
        marks.push({ at: new Date(atMs), runs: i % 2 === 1 });
      }
      const clock = { marks, calendar, deadlines: { remind, alternates: 100, escalate: 100 } };
      const end = stepDueAt("reminded", clock);
      const ranUntil = (untilMs: number): number =>
        marks.reduce((sum, mark, i) => {
          const stops = Math.min(marks[i + 1]?.at.getTime() ?? untilMs, untilMs);
          return sum + (mark.runs ? workedMs(calendar, { fromMs: mark.at.getTime(), untilMs: stops }) : 0);
        }, 0);
      if (end === null) expect(ranUntil(atMs)).toBeLessThan(remind * HOUR_MS);
      else {
        expect(ranUntil(end.getTime())).toBe(remind * HOUR_MS);
        expect(ranUntil(end.getTime() - 1)).toBe(remind * HOUR_MS - 1);
      }
      expect(end === null && isRunning(clock)).toBe(false);
    }),
    { numRuns: 200 },
  );
});
