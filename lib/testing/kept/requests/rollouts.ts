import type { Asked } from "../exchanges.ts";
import { get, post } from "./asking.ts";

const FLAGS = "/ofrep/v1/evaluate/flags";
const context = { context: { targetingKey: "flight-1" } };

export const rollingOut: Asked[] = [
  get("token", "/rollouts"),
  get("rhea", "/rollouts/2", { verdict: "verdicts.0.id" }),
  get("vic", "/gate-verdicts/{{verdict}}"),
  get("vic", "/incidents/1"),
  {
    as: "token",
    method: "POST",
    path: `${FLAGS}/flight-delay.production`,
    json: context,
    keep: { exposure: "metadata.exposureId", arm: "metadata.arm" },
  },
  { as: "token", method: "POST", path: FLAGS, json: context },
  { as: "token", method: "POST", path: `${FLAGS}/no-such.flag`, json: context },
  { as: null, method: "POST", path: FLAGS, json: context },
  post("token", "/predictions", {
    batchId: "batch-1",
    predictions: [
      {
        predictionId: "one",
        exposureId: "{{exposure}}",
        arm: "{{arm}}",
        at: "{{now}}",
        score: 0.5,
        latencyMs: 12,
        failed: false,
        slices: { partOfDay: "Night" },
      },
    ],
  }),
  post("token", "/outcomes", {
    batchId: "batch-2",
    outcomes: [{ predictionId: "one", label: 1, at: "{{now}}" }],
  }),
  post("rhea", "/rollouts/4/pause", { reason: "Waiting." }),
  post("rhea", "/rollouts/4/resume", { reason: "On." }),
  post("rhea", "/rollouts/4/roll-back", { reason: "Enough." }),
  get("rhea", "/rollouts/4"),
];
