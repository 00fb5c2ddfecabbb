import fc from "fast-check";
import { expect, it } from "vitest";
import { spanText } from "#components/ui/format-time.ts";
import { CATALOGUE } from "#lib/metrics/catalogue.ts";
import { duration } from "#lib/rollouts/evidence.ts";
import { level } from "#lib/rollouts/phrases.ts";
import { histogramOf } from "#lib/stats/exponential-histogram.ts";
import { arm, judge, latency, withGuardrail } from "#lib/testing/specimens/rollout-evidence.ts";
import { inPageWords, storedReason } from "./judge-words.ts";
import { marginText, sizeText } from "./metric-numbers.ts";

it("writes every duration of the judge as pages write it, and nothing longer than it was", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 90 * 86_400 }), (seconds) => {
      const text = inPageWords(`It is ${duration(seconds)} old.`);
      // The judge rounds to minutes from two minutes on.
      const said = seconds < 120 ? seconds : seconds - (seconds % 60);
      expect(text).toBe(`It is ${spanText(1000 * said)} old.`);
    }),
  );
});

it.each([
  [
    "The newest evidence is 100 s old, more than 30 s.",
    "The newest evidence is 1 min 40 s old, more than 30 s.",
  ],
  ["Not decided within 90 min. Log-loss: …", "Not decided within 1 h 30 min. Log-loss: …"],
  ["2,100.0 ms; limit 2,000 ms.", "2,100.0 ms; limit 2,000 ms."],
  ["12 of the last 30 windows, 5 % planned", "12 of the last 30 windows, 5 % planned"],
])("%s", (said, text) => expect(inPageWords(said)).toBe(text));

it("writes a proven harm as pages write it, in the metric's own unit", () => {
  for (const metric of CATALOGUE) {
    const { decimals, kind } = metric;
    const [difference, lower, limit] = [12.345, 8.1234, 5].map(
      (value) => value / 10 ** Math.min(decimals, 2),
    );
    const reason = `Worse by ${level(metric, difference!)}, at least ${level(metric, lower!)}: more than the ${level(metric, limit!)} that fails it.`;
    const two = (value: number) =>
      sizeText(metric, Number.parseFloat(level(metric, value)) / (kind === "share" ? 100 : 1));
    expect(storedReason(`${metric.title}: ${reason} Everyone is on v1 again.`)).toBe(
      `${metric.title}: Worse by ${two(difference!)} (at least ${two(lower!)}); limit ${marginText(metric, limit!)}. Everyone is on v1 again.`,
    );
  }
});

it("leaves per cent of the baseline what they are: only a share's are percentage points", () => {
  const rule = { kind: "sequential", rollbackMargin: 5, advanceMargin: 25, relative: true } as const;
  const found = { baseline: arm(20_000, 100, 40), candidate: arm(20_000, 130, 40) };
  const histograms = { baseline: at(100), candidate: at(130) };
  const guardrail = { ...latency, metric: "latency-p95", rule };
  const { verdicts } = judge(withGuardrail(latency.id, { ...found, histograms }), {
    guardrails: [guardrail],
  });
  const said = storedReason(verdicts[0]!.reason);
  expect(said).toMatch(
    /^Worse by \d+ % of the baseline \(at least \d+ % of the baseline\); limit 5 % of the baseline\.$/,
  );
});

/** 20,000 answers that all took about as long. */
const at = (ms: number) => histogramOf(Array.from({ length: 20_000 }, () => ms));

it("never rewrites a person's reason", () => {
  expect(storedReason("Waited 90 min for an answer.")).toBe("Waited 90 min for an answer.");
  expect(storedReason("Not decided within 90 min. Log-loss: …")).toBe(
    "Not decided within 1 h 30 min. Log-loss: …",
  );
});
