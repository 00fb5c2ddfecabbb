import { describe, expect, it } from "vitest";
import type { GuardrailRule } from "#lib/releases/plan.ts";
import { metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import { healthy } from "#lib/testing/specimens/rollout-evidence.ts";
import { plan } from "#lib/testing/specimens/views/rollouts.ts";
import { countedWindows, windowsBeyond } from "./counted-windows.ts";

const latency = plan.guardrails.find(({ id }) => id === "latency")!;
const metric = metricOfGuardrail(plan, latency)!;
const rule = (failure: Extract<GuardrailRule, { kind: "threshold" }>["failure"]): GuardrailRule => ({
  kind: "threshold",
  max: 50,
  failure,
});

describe("the windows a rule counts", () => {
  it("are the newest of as many as it looks at, and only those beyond the limit", () => {
    expect(countedWindows(rule({ k: 2, of: 3 }), metric, [90, 51, 49, 50])).toEqual({
      failed: 1,
      needed: 2,
      latest: [51, 49, 50],
    });
    expect(countedWindows(rule({ consecutive: 3 }), metric, [60, 70])).toMatchObject({
      failed: 2,
      needed: 3,
    });
  });

  it("take no window without a value for one beyond the limit", () => {
    expect(countedWindows(rule({ consecutive: 2 }), metric, [Number.NaN, 70])).toMatchObject({ failed: 1 });
  });

  it("are none where a rule counts none", () => {
    expect(countedWindows(rule("immediate"), metric, [60])).toBeNull();
    expect(countedWindows(plan.guardrails[0]!.rule, metric, [60])).toBeNull();
  });

  it("are read from a guardrail's evidence, and are none before the first", () => {
    const counting = { ...latency, rule: rule({ k: 2, of: 3 }) };
    const found = { ...healthy.byGuardrail["latency"]!, recent: [70, 40, 60] };
    expect(windowsBeyond(plan, counting, { byGuardrail: { latency: found } })).toEqual({
      beyond: 2,
      fail: 2,
    });
    expect(windowsBeyond(plan, counting, { byGuardrail: {} })).toEqual({ beyond: 0, fail: 2 });
    expect(windowsBeyond(plan, latency, healthy)).toBeNull();
  });
});
