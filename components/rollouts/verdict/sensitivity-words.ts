import { levelText, shortMarginText } from "#components/metrics/metric-numbers.ts";
import { rowsText } from "#components/metrics/metric-words.ts";
import { formatNumber, formatShare } from "#components/ui/format-number.ts";
import type { Metric } from "#lib/metrics/metric.ts";
import { rangeOf } from "#lib/metrics/range.ts";
import { marginOf } from "#lib/releases/margins.ts";
import { comparedAs } from "#lib/releases/plan-metrics.ts";
import type { JudgedBy, Variant, WhatIf } from "#lib/rollouts/sensitivity.ts";
import type { Unlabelled } from "#lib/rollouts/unlabelled.ts";
import type { ArmNames } from "../arm-names.ts";
import type { Chosen } from "./chosen-guardrail.ts";

/** "No longer passes if the 3.2 % of v2's answers without an outcome averaged 0.71 instead of 0.51." */
export function tippingSentence(
  metric: Metric,
  chosen: Chosen,
  unlabelled: Unlabelled,
  arms: ArmNames,
): string {
  const undone = chosen.verdict.state === "FAIL" ? "No longer fails" : "No longer passes";
  const without = `the ${formatShare(unlabelled.share, 1)} of ${arms.candidate}'s answers without an outcome`;
  return unlabelled.tips === null
    ? `Nothing that ${without} could be would undo this.`
    : `${undone} if ${without} averaged ${levelText(metric, unlabelled.tips)} instead of ${levelText(metric, unlabelled.labelled)}.`;
}

/** Where no outcome is missing, or nothing is decided. */
export function knownText({ metric, verdict }: Chosen): string {
  if (verdict.state !== "PASS" && verdict.state !== "FAIL")
    return "Nothing is decided that missing outcomes could undo.";
  if (metric?.known.when !== "outcome") return "Known with the answer: no outcome is missing.";
  return verdict.candidateLabelled === undefined
    ? "How many outcomes were missing is not known."
    : "Every answer that owes an outcome has it.";
}

type Given = Pick<JudgedBy, "plan" | "stage" | "evidence" | "judge">;
type Said = { readonly title: string; readonly detail: string };

/** What a variant takes otherwise, in numbers. */
export function variantText({ what, given, verdict }: Variant, was: Given, chosen: Chosen): Said {
  return VARIANTS[what]({ given, was, verdict, chosen });
}

type Telling = { given: Given; was: Given; verdict: Variant["verdict"]; chosen: Chosen };

const VARIANTS: Readonly<Record<WhatIf, (told: Telling) => Said>> = {
  "half-budget": ({ verdict, chosen }) => ({
    title: "Half the error budget",
    detail: `${budget(verdict.alpha)} instead of ${budget(chosen.verdict.alpha)}`,
  }),
  "strictest-margin": ({ given, was, chosen: { guardrail, metric } }) => {
    const { rule } = guardrail;
    if (rule.kind !== "sequential" || !metric)
      return { title: "The strictest margin of the plan", detail: "" };
    const margin = ({ stage }: Given) =>
      shortMarginText(comparedAs(metric, rule), marginOf(stage, { id: guardrail.id, rule }));
    return {
      title: "The strictest margin of the plan",
      detail: `advance within ${margin(given)} instead of ${margin(was)}`,
    };
  },
  "later-part": ({ verdict, chosen: { metric } }) => ({
    title: "Only the later half of the stage",
    detail: `${formatNumber(verdict.n.candidate)} and ${formatNumber(verdict.n.baseline)} ${metric ? rowsText(metric) : "rows"}`,
  }),
  "broken-worst": ({ was, chosen: { guardrail, metric } }) => {
    const broken = was.evidence.byGuardrail[guardrail.id]?.candidate?.nonFinite ?? 0;
    const range = metric && rangeOf(metric);
    const worst = metric && range ? (metric.better === "lower" ? range.max : range.min) : 0;
    return {
      title: "Broken values as the worst there are",
      detail: `${formatNumber(broken)} at ${metric ? levelText(metric, worst) : worst}`,
    };
  },
  "rows-alone": ({ verdict }) => ({
    title: "Every row as an independent one",
    detail: `${formatNumber(verdict.n.candidate)} and ${formatNumber(verdict.n.baseline)} rows, whoever they are of`,
  }),
  "judge-now": ({ given, was }) => ({
    title: "By today's judge",
    detail: `${given.judge} instead of ${was.judge}`,
  }),
};

const budget = (alpha: number | undefined): string => formatShare(alpha, 3);
