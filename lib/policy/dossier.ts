import { z } from "zod";
import { shapeOf } from "#lib/expression/shape.ts";
import { FUNCTIONS } from "#lib/kernel/caller.ts";
import { TIERS } from "#lib/registry/tier.ts";

/**
 * What the gates of a policy can read of a release. Every field is a fact that the database has; a list of measurements
 * that is empty is absent, so that no gate passes because nothing was measured. Stored with the decision it was taken
 * for, and read again by `verify`: a field may be added, and none renamed.
 */

const text = (max: number) => z.string().max(max);
const name = text(120);
const number = z.number();
const count = z.int().min(0);
const days = z.int().min(0);

/** A change with one sign: above 0 is better, whichever direction of the metric is. */
const change = {
  metric: text(60).describe("Id of the metric"),
  best: number.describe("Better end of the 95 % interval; above 0 is better").optional(),
  mean: number.describe("Estimate of the change; above 0 is better").optional(),
  worst: number.describe("Worse end of the 95 % interval; above 0 is better").optional(),
};

const measured = {
  pipeline: name.describe("The pipeline that filed the report"),
  rows: count.describe("Rows it measured"),
};

/** How bad a gap of a model is, mildest first. */
export const FINDING_SEVERITIES = ["low", "medium", "high"] as const;

/** Rows of slices that a dossier takes. Beyond, they are absent, and a gate over them has no data. */
export const SLICE_ROWS_MAX = 1_000;

const comparison = z.strictObject({
  ...measured,
  metrics: z.array(z.strictObject(change)).max(50).describe("Changes over all rows"),
  slices: z
    .array(
      z.strictObject({
        name: text(300).describe("The slice: distance under 400 mi, part of day night"),
        rows: count.describe("Rows of the slice"),
        ...change,
      }),
    )
    .max(SLICE_ROWS_MAX)
    .describe("Changes by slice and metric, worst first")
    .optional(),
});

const measurement = z.strictObject({
  ...measured,
  metrics: z
    .array(
      z.strictObject({
        metric: text(60).describe("Id of the metric"),
        value: number.describe("As measured").optional(),
        lower: number.describe("Lower end of the 95 % interval").optional(),
        upper: number.describe("Upper end of the 95 % interval").optional(),
      }),
    )
    .max(50)
    .describe("Values over all rows"),
  slices: count.describe("Slices it measured"),
  calibration: z
    .strictObject({
      bins: count.describe("Bins with rows"),
      gap: number.describe("Mean gap between confidence and frequency, by rows"),
      largest: number.describe("Largest gap of a bin"),
    })
    .describe("Confidence against frequency")
    .optional(),
  ratios: z
    .array(
      z.strictObject({
        metric: text(60).describe("Id of the metric"),
        ratio: number.describe("Lowest slice by highest"),
        worst: number.describe("The same at the worse ends of their intervals").optional(),
      }),
    )
    .max(50)
    .describe("The lowest slice by the highest, by metric: 0.8 is four fifths")
    .optional(),
});

const agreement = z.strictObject({
  metric: text(60).describe("Id of the metric"),
  gap: number.describe("Largest difference between two pipelines on the same data set"),
});

const column = z.strictObject({
  name: name.describe("Its name"),
  type: text(60).describe("Its type"),
  role: text(40).describe("As declared: input, identifier, label"),
  change: z.enum(["same", "added", "retyped"]).describe("Against the live version"),
  influence: number.describe("Its share of influence, where it was reported").optional(),
});

const stage = z.strictObject({
  name: text(40).describe("Its name"),
  kind: z.enum(["shadow", "canary", "full"]).describe("shadow, canary or full"),
  percent: number.describe("Traffic that the candidate serves"),
  minutes: count.describe("Least time in it"),
});

const guardrail = z.strictObject({
  id: text(40).describe("Its id"),
  metric: text(60).describe("The metric it watches").optional(),
  kind: z.enum(["sequential", "threshold", "sample-ratio"]).describe("How it is judged"),
  rollsBack: z.boolean().describe("Whether its failure rolls back, not only halts"),
});

const lastRollback = z.strictObject({
  daysAgo: days.describe("Whole days since"),
  sameVersion: z.boolean().describe("Whether it was this version"),
  incidentOpen: z.boolean().describe("Whether its incident is open"),
});

export const dossierContent = z.strictObject({
  model: z
    .strictObject({
      name: name.describe("Its name"),
      tier: z.enum(TIERS).describe("As it counts now"),
    })
    .describe("The model"),
  version: z
    .strictObject({
      number: count.describe("Its number"),
      ageDays: days.describe("Whole days since it was registered"),
      lockBound: z.boolean().describe("Whether a digest of its dependencies is bound"),
      configBound: z.boolean().describe("Whether a digest of its configuration is bound"),
      runNamed: z.boolean().describe("Whether its training run is named"),
      parent: z
        .strictObject({
          number: count.describe("Its number"),
          released: z.boolean().describe("Whether it was ever released here"),
          rolledBack: z.boolean().describe("Whether its last rollout was rolled back"),
        })
        .describe("The version it was made from")
        .optional(),
    })
    .describe("The candidate"),
  card: z
    .strictObject({
      revision: count.describe("The revision under review"),
      newer: z.boolean().describe("Whether a newer revision exists"),
      sections: z.array(text(200)).max(200).describe("Headings with content, in lower case"),
      licence: text(200).describe("Of its head").optional(),
    })
    .describe("The model card"),
  evidence: z
    .strictObject({
      reports: count.describe("Signed reports"),
      compared: comparison.describe("The newest report that compares with the live version").optional(),
      measured: measurement.describe("The newest report on the candidate itself").optional(),
      agreement: z.array(agreement).min(1).max(50).describe("Metrics that two pipelines measured").optional(),
    })
    .describe("The signed evaluation reports"),
  data: z
    .strictObject({
      datasets: count.describe("Pinned training data sets"),
      newDatasets: count.describe("Those the live version was not trained on"),
      columns: z.array(column).max(500).describe("What the model takes").optional(),
    })
    .describe("Training data and schema"),
  release: z
    .strictObject({
      round: count.describe("The round"),
      changeClass: text(40).describe("As requested"),
      tier: z.enum(TIERS).describe("By which it was routed"),
      pointer: text(63).describe("Where it goes"),
      first: z.boolean().describe("Whether nothing was live there when the round opened"),
      baseStillLive: z.boolean().describe("Whether the version it is compared with is still live"),
      frozen: z.boolean().describe("Whether a freeze keeps it from starting now").optional(),
      reviewOverdue: z.boolean().describe("Whether a re-review of what is live there is overdue").optional(),
      liveUnfit: z.boolean().describe("Whether a re-review found what is live there not fit").optional(),
    })
    .describe("The release"),
  plan: z
    .strictObject({
      stages: z.array(stage).max(20).describe("Its stages, in order"),
      firstPercent: number.describe("Traffic of the first stage that serves anybody"),
      holdoutPercent: number.describe("Traffic that stays on the live version in the last stage"),
      guardrails: z.array(guardrail).max(50).describe("Its guardrails"),
      labelledPercent: number.describe("Least share of answers with an outcome"),
      receiptsPercent: number.describe("Least share of rows with an exposure receipt"),
      task: text(40).describe("What the model is asked for").optional(),
    })
    .describe("The rollout plan"),
  seats: z
    .array(
      z.strictObject({
        function: z.enum(FUNCTIONS).describe("The function that signs"),
        min: count.describe("How many people must sign"),
        candidates: count.describe("How many may"),
      }),
    )
    .max(FUNCTIONS.length)
    .describe("Who must sign"),
  contributors: count.describe("People who had a part in the version or the release"),
  history: z
    .strictObject({
      rollouts: count.describe("Rollouts on this pointer so far"),
      rollouts30: count.describe("Those of the last 30 days"),
      rollbacks90: count.describe("Those rolled back within the last 90 days"),
      openIncidents: count.describe("Open incidents of this pointer"),
      lastRollback: lastRollback.describe("The rollback that this release follows").optional(),
    })
    .describe("What happened on the pointer"),
  findings: z
    .array(
      z.strictObject({
        severity: z.enum(FINDING_SEVERITIES).describe("low, medium or high"),
        ageDays: days.describe("Whole days since it was opened"),
        overdue: z.boolean().describe("Whether it is past its due date"),
      }),
    )
    .max(200)
    .describe("Open findings of the model and of this version; empty where there are none")
    .optional(),
});
export type Dossier = z.infer<typeof dossierContent>;

/** What a gate's expression can read. */
export const DOSSIER = shapeOf(dossierContent);
