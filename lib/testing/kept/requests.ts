import { testCase, testPlan } from "#lib/testing/worlds/releases.ts";
import { PASSWORD } from "#lib/testing/worlds/workspace.ts";
import type { Asked } from "./exchanges.ts";

type More = Omit<Asked, "as" | "method" | "path">;
const get = (as: string | null, path: string, keep: Asked["keep"] = {}): Asked => ({
  as,
  method: "GET",
  path: `/api/v1${path}`,
  keep,
});
const post = (as: string | null, path: string, json: unknown, more: More = {}): Asked => ({
  as,
  method: "POST",
  path: `/api/v1${path}`,
  json,
  ...more,
});

const METRIC = {
  metric: "log-loss",
  better: "lower",
  method: "Student",
  value: 0.4,
  lower: 0.39,
  upper: 0.41,
};

const registering: Asked[] = [
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

const asked = { model: "flight-delay", version: 4, pointer: "production", case: testCase, plan: testPlan };
const once = { "idempotency-key": "a-client-of-that-day" };

const releasing: Asked[] = [
  get("token", "/releases"),
  get("token", "/releases?state=in-review&limit=2"),
  get("jonas", "/release-preview?model=flight-delay&version=4&pointer=production"),
  post("jonas", "/releases", asked, { headers: once, keep: { release: "number" } }),
  post("jonas", "/releases", asked, { headers: once }),
  post("jonas", "/releases/{{release}}/submit", {}),
  get("dara", "/releases/{{release}}", { round: "round", subject: "subjectDigest" }),
  post(
    "dara",
    "/session/step-up",
    { act: "cast-verdict", subjectDigest: "{{subject}}", password: PASSWORD },
    { keep: { stepUp: "stepUpId" } },
  ),
  post("dara", "/releases/{{release}}/verdicts", {
    round: "{{round:number}}",
    subjectDigest: "{{subject}}",
    seat: "data-science",
    decision: "request-changes",
    comment: "Say more.",
    stepUpId: "{{stepUp}}",
  }),
  get("jonas", "/releases/{{release}}/edit-preview"),
  {
    ...post("jonas", "/releases/{{release}}", { round: 1, plan: { ...testPlan, alpha: 0.04 } }),
    method: "PUT",
  },
  get("token", "/releases/{{release}}/gate"),
  post("jonas", "/releases/{{release}}/withdraw", { reason: "It can wait." }),
  get("token", "/releases/2"),
];

const route = {
  tiers: ["low", "limited", "high", "critical"],
  council: "Model council",
  reviewDays: 3,
  validDays: 14,
};
const policy = { title: "Another", routes: [{ ...route, seats: [{ function: "security", min: 1 }] }] };

const deciding: Asked[] = [
  get("carla", "/policies", { proposal: "proposal.id", proposed: "proposal.digest" }),
  post("ada", "/policies/proposals", { basedOn: 2, policy, reason: "The board asked for it." }),
  post(
    "carla",
    "/session/step-up",
    { act: "sign-policy", subjectDigest: "{{proposed}}", password: PASSWORD },
    { keep: { stepUp: "stepUpId" } },
  ),
  post("carla", "/policies/proposals/{{proposal}}/signatures", {
    digest: "{{proposed}}",
    seat: "compliance",
    decision: "approve",
    stepUpId: "{{stepUp}}",
  }),
  post(
    "ada",
    "/policies/proposals",
    { basedOn: 3, policy, reason: "The board asked for it." },
    { keep: { proposal: "proposalId" } },
  ),
  post("ada", "/policies/proposals/{{proposal}}/withdraw", { reason: "Not this year." }),
];

const FLAGS = "/ofrep/v1/evaluate/flags";
const context = { context: { targetingKey: "flight-1" } };

const rollingOut: Asked[] = [
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

const auditing: Asked[] = [
  get("vic", "/audit/events?limit=5"),
  get("vic", "/audit/events?action=release.started", { started: "items.0.uid" }),
  get("vic", "/audit/events/{{started}}"),
  get("vic", "/audit/events/{{started}}/receipt"),
  get("vic", "/audit/filters"),
  get("vic", "/audit/log"),
  get("vic", "/audit/checkpoint"),
  get("vic", "/audit/consistency?from=5"),
  get("vic", "/audit/events.csv?action=release.started"),
  get("token", "/log/checkpoint"),
  get("token", "/log/tile/0/000"),
  get("token", "/log/tile/entries/000"),
];

const settling: Asked[] = [
  get("ada", "/people"),
  get("ada", "/tokens"),
  get("jonas", "/account"),
  get("jonas", "/sessions"),
  get("vic", "/factors"),
  get("jonas", "/home"),
  { as: null, method: "GET", path: "/api/health" },
];

const refused: Asked[] = [
  get(null, "/releases"),
  get("token", "/releases/99"),
  get("token", "/no-such-thing"),
  post("vic", "/releases", asked),
  post("jonas", "/releases", { ...asked, plan: { ...testPlan, alpha: 7 } }),
  post("jonas", "/releases/1/withdraw", { reason: "Too late." }),
  {
    as: "jonas",
    method: "POST",
    path: "/api/v1/releases",
    text: "{",
    headers: { "content-type": "text/plain" },
  },
  { as: "jonas", method: "DELETE", path: "/api/v1/releases/1" },
];

/** What clients ask, one of almost everything there is. */
export const REQUESTS: readonly Asked[] = [
  ...registering,
  ...releasing,
  ...deciding,
  ...rollingOut,
  ...auditing,
  ...settling,
  ...refused,
];
