import type { Asked } from "../exchanges.ts";
import { get, post } from "./asking.ts";

const METRIC = {
  metric: "log-loss",
  better: "lower",
  method: "Student",
  value: 0.4,
  lower: 0.39,
  upper: 0.41,
};

export const registering: Asked[] = [
  // First of all: what comes after is not in a signed log.
  get("vic", "/releases/2/packet"),
  get("token", "/models"),
  get("token", "/models/flight-delay"),
  get("token", "/models/flight-delay/versions/4"),
  get("token", "/models/flight-delay/releases"),
  {
    as: "token",
    method: "POST",
    path: "/api/v1/artifacts",
    text: "weights of five",
    headers: { "content-type": "application/octet-stream" },
    keep: { digest: "digest", size: "size" },
  },
  post(
    "token",
    "/models/flight-delay/versions",
    {
      manifest: [{ digest: "{{digest}}", size: "{{size:number}}", path: "weights.json" }],
      codeCommit: "3be91c0",
      datasets: [{ name: "flights-2001-01", digest: `sha256:${"1".repeat(64)}`, rows: 150_000 }],
      schema: [
        { name: "distance", type: "integer", unit: "mi", role: "input", description: "Distance flown" },
      ],
      parent: 4,
      description: "Five.",
      card: "# five",
    },
    { keep: { version: "number", versionDigest: "digest" } },
  ),
  post("token", "/models/flight-delay/versions/{{version}}/evaluations", {
    subjectDigest: "{{versionDigest}}",
    pipeline: "nightly",
    codeCommit: "feed00d",
    dataset: { name: "flights-2001-02", digest: `sha256:${"0".repeat(64)}` },
    content: { rows: 10, metrics: [METRIC], slices: [], calibration: [], comparisons: [] },
  }),
  post("priya", "/models/flight-delay/versions/{{version}}/cards", { basedOn: 1, markdown: "# Five" }),
];
