import { digestOfBytes, digestOfJson } from "#lib/kernel/digest.ts";
import { manifestDigest } from "#lib/registry/manifest.ts";
import type { Json } from "./field-words.ts";

/** The example model's one file. */
const WEIGHTS = "intercept -1.2\nmonths_since_order 0.31\n";
const file = new TextEncoder().encode(WEIGHTS);
const manifest = [{ path: "model/weights.txt", digest: digestOfBytes(file), size: file.length }];
const customers = digestOfJson("customers-2026-09");

/** A body to send, or a file; and what the address names. The examples work one after the other. */
type Example = { readonly path?: Readonly<Record<string, string | number>> } & (
  | { readonly json: Json }
  | { readonly file: string }
);

const model = { model: "churn-risk" };
const version = { ...model, version: 1 };

/** By operation. Each is sent to a server in a test. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  "store-artifact": { file: WEIGHTS },
  "register-version": {
    path: model,
    json: {
      description: "Logistic regression on the months since the last order.",
      manifest,
      codeCommit: "4be1f0c9a7d2",
      trainingRun: "nightly-2026-10-01",
      datasets: [{ name: "customers-2026-09", digest: customers, rows: 48210 }],
      schema: [
        {
          name: "months_since_order",
          type: "integer",
          unit: "months",
          role: "feature",
          description: "Full months since the last order.",
        },
        { name: "churned", type: "boolean", role: "label", description: "No order within the next 90 days." },
      ],
      influence: [{ feature: "months_since_order", share: 1 }],
      card: "# churn-risk\n\n## Model details\n\nLogistic regression.\n\n## Intended use\n\nWhom to call first.\n",
    },
  },
  "report-evaluation": {
    path: version,
    json: {
      subjectDigest: manifestDigest(manifest),
      pipeline: "nightly evaluation",
      dataset: { name: "customers-2026-10", digest: digestOfJson("customers-2026-10") },
      codeCommit: "4be1f0c9a7d2",
      content: {
        rows: 12000,
        metrics: [
          {
            metric: "log-loss",
            better: "lower",
            value: 0.412,
            lower: 0.404,
            upper: 0.42,
            method: "bootstrap, 1000 resamples",
          },
        ],
        slices: [],
        calibration: [],
        comparisons: [],
      },
    },
  },
  "revise-card": {
    path: version,
    json: {
      basedOn: 1,
      markdown:
        "# churn-risk\n\n## Model details\n\nLogistic regression.\n\n## Intended use\n\nWhom to call first.\n\n## Metrics\n\nLog-loss 0.412.\n",
    },
  },
};
