import { describe, expect, it } from "vitest";
import type { Plan } from "#lib/releases/plan.ts";
import { QUICK_PLAN } from "#lib/releases/template-plans.ts";
import { decidesInTime, undecidedStage } from "./deciding-in-time.ts";
import type { PointerTrafficView } from "./views/pointer-traffic.ts";

const traffic = (perHour: number, busiestPerHour: number | null = perHour): PointerTrafficView => ({
  perHour,
  busiestPerHour,
  metrics: [
    { metric: "log-loss", perHour, mean: 0.53, variance: 0.2 },
    { metric: "error-rate", perHour, mean: 0.001, variance: 0.001 },
  ],
});
const [logLoss, ...others] = QUICK_PLAN.guardrails;
const within = (advanceMargin: number): Plan => ({
  ...QUICK_PLAN,
  guardrails: [
    { ...logLoss!, rule: { kind: "sequential", rollbackMargin: 0.005, advanceMargin } },
    ...others,
  ],
});

describe("a plan that is to start", () => {
  it("starts where every stage decides in time, where nothing is live and where nothing was reported", () => {
    expect(decidesInTime(QUICK_PLAN, traffic(1_080_000), 7).ok).toBe(true);
    expect(decidesInTime(QUICK_PLAN, null, 7).ok).toBe(true);
    expect(decidesInTime(QUICK_PLAN, { perHour: 0, busiestPerHour: null, metrics: [] }, 7).ok).toBe(true);
  });

  it("is refused where a stage would reach its deadline, with the numbers and the ways out", () => {
    const refused = decidesInTime(within(0.001), traffic(1_080_000), 7);
    expect(refused).toMatchObject({
      ok: false,
      error: {
        kind: "illegal",
        code: "plan-cannot-decide",
        place: { label: "Edit release 7", href: "/releases/7/edit" },
      },
    });
    if (refused.ok) return;
    const { message, todo } = refused.error;
    expect(message).toMatch(
      /^25 % cannot decide before its deadline of 15 min: with 1,080,000 requests an hour, as in last week's busiest minute, Log-loss passes after \d+ h( \d+ min)? at the earliest, even if both versions are equal\.$/,
    );
    expect(todo).toMatch(
      /^Edit the plan: allow 25 % more than \d+ h( \d+ min)?, or accept a margin above 0\.\d{4}, or serve more traffic\.$/,
    );
    // What it advises is enough.
    const upper = Number(/above (0\.\d{4})/.exec(todo!)![1]);
    const [, , stage] = QUICK_PLAN.stages;
    const mended = decidesInTime(within(upper * 1.05), traffic(1_080_000), 7);
    expect(mended.ok || !mended.error.message.startsWith(stage!.name)).toBe(true);
  });

  it("names the stage by its id, as the refusal does by its name", () => {
    const undecided = undecidedStage(within(0.001), traffic(1_080_000));
    const stage = QUICK_PLAN.stages.find(({ id }) => id === undecided?.stage);
    expect(undecided?.refusal.message.startsWith(`${stage?.name} cannot decide`)).toBe(true);
    expect(undecidedStage(QUICK_PLAN, traffic(1_080_000))).toBeNull();
  });

  it("is measured by the busiest minute: a quiet week alone refuses nothing", () => {
    expect(decidesInTime(QUICK_PLAN, traffic(60), 7).ok).toBe(false);
    expect(decidesInTime(QUICK_PLAN, traffic(60, 1_080_000), 7).ok).toBe(true);
    expect(decidesInTime(QUICK_PLAN, traffic(60, null), 7).ok).toBe(true);
  });

  it("says so where no time that a plan may set is enough", () => {
    const refused = decidesInTime(QUICK_PLAN, traffic(0.01), 7);
    expect(refused).toMatchObject({
      error: { message: expect.stringContaining("in no time that a plan may set") },
    });
  });
});
