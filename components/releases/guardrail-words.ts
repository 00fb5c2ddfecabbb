import { limitText, marginText } from "#components/metrics/metric-numbers.ts";
import { crossing, worseSide } from "#lib/metrics/direction.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import type { Guardrail, GuardrailRule, Plan } from "#lib/releases/plan.ts";
import { comparedAs, metricOfGuardrail } from "#lib/releases/plan-metrics.ts";
import type { Range } from "#lib/stats/bounded-mean.ts";

type Rule<K extends GuardrailRule["kind"]> = Extract<GuardrailRule, { kind: K }>;

/** A guardrail as the sentence that is signed, with the direction and the numbers it is judged by. */
export function guardrailSentence(plan: Pick<Plan, "metrics">, guardrail: Guardrail): string {
  const { title, metric: named, rule, onFail } = guardrail;
  const act = onFail === "roll-back" ? "rolls back" : "halts";
  if (rule.kind === "sample-ratio") return `${title}: ${act} when traffic is not split as planned.`;
  const metric = metricOfGuardrail(plan, guardrail);
  // Which way an undefined metric gets worse is unknown, and never guessed.
  if (metric === undefined)
    return `${title}: watches ${named ?? "no metric"}, which the plan does not define.`;
  const said = rule.kind === "threshold" ? thresholdWords(metric, rule) : sequentialWords(metric, rule);
  return `${title}: ${act} ${said}.${guardrail.range ? ` ${rangeSentence(metric, guardrail.range)}` : ""}`;
}

const rangeSentence = (metric: Metric, { min, max }: Range): string =>
  `Values outside ${limitText(metric, min)} to ${limitText(metric, max)} count as the nearest inside.`;

function thresholdWords(metric: Metric, rule: Rule<"threshold">): string {
  return `${rule.failure === "immediate" ? "as soon as" : "when"} ${crossedText(metric, rule)}`;
}

/** "latency exceeds 2,000 ms in 10 windows in a row" */
export function crossedText(metric: Metric, { max, failure }: Rule<"threshold">): string {
  const crossed = `${metric.noun} ${crossing(metric)} ${limitText(metric, max)}`;
  if (failure === "immediate") return crossed;
  if ("consecutive" in failure) return `${crossed} in ${failure.consecutive} windows in a row`;
  return `${crossed} in ${failure.k} of ${failure.of} windows`;
}

function sequentialWords(metric: Metric, rule: Rule<"sequential">): string {
  const written = comparedAs(metric, rule);
  return `when ${metric.noun} is ${provenWorse(written, rule.rollbackMargin)}; advances once it is ${provenNoWorse(written, rule.advanceMargin)}`;
}

/** "proven worse (higher) by more than 0.005" */
export const provenWorse = (metric: Metric, margin: number): string =>
  `proven worse (${worseSide(metric)}) by ${beyond(metric, margin)}`;

/** "proven less than 0.05 worse" */
export const provenNoWorse = (metric: Metric, margin: number): string => `proven ${noWorse(metric, margin)}`;

const beyond = (metric: Metric, margin: number): string =>
  margin === 0 ? "any amount" : `more than ${marginText(metric, margin)}`;

const noWorse = (metric: Metric, margin: number): string =>
  margin === 0 ? "better" : `less than ${marginText(metric, margin)} worse`;

/** The rule in a few words for a table, with the margin that the stage sets itself. */
export function ruleText(plan: Pick<Plan, "metrics">, guardrail: Guardrail, stageMargin?: number): string {
  const { rule, onFail } = guardrail;
  const metric = metricOfGuardrail(plan, guardrail);
  if (rule.kind === "sample-ratio" || metric === undefined) return "tested at every look";
  const act = onFail === "roll-back" ? "roll back" : "halt";
  if (rule.kind === "sequential") {
    const written = comparedAs(metric, rule);
    const margin = marginText(written, stageMargin ?? rule.advanceMargin);
    return `advance at < ${margin} worse, ${act} at > ${marginText(written, rule.rollbackMargin)}`;
  }
  const sign = crossing(metric) === "exceeds" ? ">" : "<";
  return `${act} at ${sign} ${limitText(metric, rule.max)}${timesText(rule.failure)}`;
}

function timesText(failure: Rule<"threshold">["failure"]): string {
  if (failure === "immediate") return "";
  if ("consecutive" in failure) return `, ${failure.consecutive} windows in a row`;
  return `, ${failure.k} of ${failure.of} windows`;
}
