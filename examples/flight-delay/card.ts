import { CALIBRATION_ERROR, HEADLINE } from "#lib/metrics/catalogue.ts";
import type { EvaluationReport, FeatureName, Influence, MeasuredMetric, TrainingConfig } from "./types.ts";

export type CardFacts = {
  readonly version: number;
  readonly summary: string;
  readonly trainedOn: {
    readonly name: string;
    readonly month: string;
    readonly rows: number;
    readonly lateShare: number;
  };
  readonly config: TrainingConfig;
  readonly evaluation: EvaluationReport;
  readonly influence: readonly Influence[];
};

/** The model card in Markdown with Hugging Face front matter; every number in it was measured, none typed in. */
export function modelCard(facts: CardFacts): string {
  return [frontMatter(facts), intent(facts), evidence(facts), caveats(facts)].join("\n");
}

const inWords: Record<FeatureName, string> = {
  "part-of-day": "part of the day",
  hour: "hour of departure",
  weekday: "weekday",
  "distance-band": "distance band",
  origin: "airport of origin",
  "hour-by-distance": "hour by distance band",
  "origin-by-part-of-day": "airport by part of the day",
};

function frontMatter({ version, evaluation }: CardFacts): string {
  const metrics = evaluation.metrics.filter((one) => one.value !== null);
  return `---
license: apache-2.0
language: en
library_name: flight-delay
pipeline_tag: tabular-classification
tags:
  - tabular-classification
  - logistic-regression
  - flight-delay
datasets:
  - ${evaluation.dataset.source.package}
metrics:
${metrics.map((one) => `  - ${one.metric}`).join("\n")}
model-index:
  - name: flight-delay v${version}
    results:
      - task:
          type: tabular-classification
          name: Late arrival
        dataset:
          type: ${evaluation.dataset.name}
          name: US flights of ${evaluation.dataset.month}
          revision: ${evaluation.dataset.sha256}
        metrics:
${metrics.map((one) => `          - type: ${one.metric}\n            value: ${one.value}`).join("\n")}
---
`;
}

function intent({ version, summary, config }: CardFacts): string {
  return `# flight-delay v${version}

${summary}

## Model details

Logistic regression over one-hot ${config.features.map((feature) => inWords[feature]).join(", ")}; ridge penalty
${config.l2}, fitted by Newton's method to convergence. The probability is that of arriving more than fifteen
minutes late.

## Intended use

Planning of gates and ground staff on the day of departure, for scheduled US domestic flights. A person decides;
the score orders what they look at first.

## Out of scope

Promises to passengers, pricing, crew discipline, flights outside the United States, and any flight of an airport
that was not open in 2001. The model knows nothing of weather, aircraft or what happened earlier that day.
`;
}

function evidence({ trainedOn, evaluation, influence }: CardFacts): string {
  const { dataset } = evaluation;
  return `## Training data

${trainedOn.rows.toLocaleString("en")} flights of ${trainedOn.month} drawn at random from the on-time records of the US Bureau of
Transportation Statistics, ${percent(trainedOn.lateShare)} of them late.

## Evaluation data

${dataset.rows.toLocaleString("en")} flights of ${dataset.month}, none of them seen in training, ${percent(dataset.lateShare)} late.

## Metrics

| metric | value | 95 % interval |
|---|---|---|
${evaluation.metrics.map(metricRow).join("\n")}

Measured per distance band and part of the day, and for the ${evaluation.slices.filter((one) => one.slice.origin).length} airports with most departures. ${weakest(evaluation)}

## What moves the score

| feature | share |
|---|---|
${influence.map(({ feature, share }) => `| ${inWords[feature]} | ${percent(share)} |`).join("\n")}
`;
}

function caveats({ evaluation }: CardFacts): string {
  const ece = evaluation.metrics.find((one) => one.metric === CALIBRATION_ERROR);
  return `## Caveats and recommendations

The share of late flights moves with the season, and the model does not: its calibration error on the evaluation
month is ${ece?.value ?? "unknown"} where chance alone explains up to ${ece?.nullP95 ?? "unknown"}. Watch log-loss on outcomes, not accuracy: four
flights in five are on time, so accuracy hardly moves when the scores go wrong.

## Ethical considerations

No personal data is used. Small airports share one baseline, so their delays are predicted less well; a plan
that follows the score alone would give them less attention.

## Environmental impact

Fitting takes seconds on one processor core.
`;
}

function metricRow({ metric, value, lower, upper, nullP95 }: MeasuredMetric): string {
  const interval = lower === null || upper === null ? "none" : `${lower.toFixed(4)} to ${upper.toFixed(4)}`;
  const note = nullP95 === undefined ? "" : `, chance alone up to ${nullP95.toFixed(4)}`;
  return `| ${metric} | ${value?.toFixed(4) ?? "not measured"} | ${interval}${note} |`;
}

/** Where the model is weakest among the distance and time slices, by log-loss. */
function weakest({ slices }: EvaluationReport): string {
  const measured = slices.flatMap(({ slice, n, metrics }) => {
    const loss = metrics.find((one) => one.metric === HEADLINE)?.value;
    return slice.distance && typeof loss === "number" ? [{ slice, n, loss }] : [];
  });
  const worst = measured.sort((a, b) => b.loss - a.loss)[0];
  if (worst === undefined) return "";
  const { slice, n, loss } = worst;
  return `Weakest by log-loss: ${slice.distance}, ${slice.partOfDay?.toLowerCase()} (${loss.toFixed(4)} over ${n.toLocaleString("en")} flights).`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
