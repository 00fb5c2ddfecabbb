import { randomUUID } from "node:crypto";
import { digestOf } from "#lib/testing/specimens/registry.ts";
import type { Furnished } from "#lib/testing/worlds/furnished.ts";
import type { Requests } from "./request.ts";

export function registryRequests({ prefix, versions, everyone }: Furnished) {
  const tag = randomUUID().slice(0, 8);
  return {
    "POST /models": {
      rest: {
        name: `${prefix}-${tag}`,
        title: "Another",
        purpose: "Says something.",
        intendedUse: "On the day.",
        riskTier: "low",
        ownerId: everyone.id,
      },
    },
    "POST /models/{model}/pointers": { rest: { name: `place-${tag}` } },
    "POST /models/{model}/versions": {
      rest: {
        manifest: [{ path: "other.json", digest: digestOf(`${prefix} one`), size: `${prefix} one`.length }],
        codeCommit: "3be91c0",
        datasets: [{ name: "january", digest: digestOf("january"), rows: 7 }],
        schema: [{ name: "distance", type: "integer", role: "input", description: "Distance flown" }],
        influence: [{ feature: "hour", share: 0.4 }],
        parent: 1,
        description: "The same under another name.",
        card: "# Card",
      },
    },
    "POST /models/{model}/versions/{version}/cards": {
      rest: { basedOn: 1, markdown: "# Card, revised" },
    },
    "POST /models/{model}/versions/{version}/evaluations": {
      rest: {
        subjectDigest: versions[0]!.digest,
        pipeline: "weekly",
        dataset: { name: "march", digest: digestOf("march") },
        codeCommit: "feed00d",
        content: {
          rows: 7,
          metrics: [
            { metric: "auc", better: "higher", value: 0.7, lower: null, upper: null, method: "DeLong" },
          ],
          slices: [
            {
              slice: { hour: "night" },
              n: 7,
              metrics: [
                { metric: "auc", better: "higher", value: 0.6, lower: null, upper: null, method: "DeLong" },
              ],
            },
          ],
          calibration: [],
          comparisons: [],
        },
      },
    },
  } satisfies Requests;
}
