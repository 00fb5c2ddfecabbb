import { QUICK_PLAN } from "#lib/releases/template-plans.ts";

const STEP_UP = "0197a1c0-0000-7000-8000-000000000002";

/** What a field holds in an example, by its name: what a pipeline or a person would send. */
export const SAMPLE_WORDS: Readonly<Record<string, unknown>> = {
  model: "churn-risk",
  name: "churn-risk",
  title: "Churn risk",
  purpose: "Finds customers who are about to leave.",
  intendedUse: "Whom the service desk calls first.",
  pointer: "production",
  key: "churn-risk/production",
  path: "model/weights.txt",
  metric: "log-loss",
  feature: "months_since_order",
  level: "0",
  tile: "000",
  bundle: "000",
  event: "1",
  email: "anna@example.com",
  currentPassword: "nine amber kites over the bay",
  newPassword: "six quiet herons on a pier",
  password: "nine amber kites over the bay",
  code: "123456",
  codeCommit: "4be1f0c9a7d2",
  stepUpId: STEP_UP,
  batchId: "nightly-2026-10-01",
  predictionId: "order-48210",
  subject: "customer-7731",
  reason: "The data of October is not complete.",
  note: "The import of orders stopped from 14:00 to 16:00.",
  cause: "Serving counted the months from the first order.",
  finding: "Serving counted the months from the first order.",
  conclusion: "Serving counts from the last order; a check compares it with training.",
  comment: "The worst slice is within its limit.",
  markdown: "# churn-risk\n\n## Intended use\n\nWhom to call first.\n",
  what: "Adds the months since the last order.",
  why: "The live version misses one customer in four.",
  benefit: "One missed customer in five.",
  risk: "Customers without an order get a wrong score.",
  wayBack: "The live version stays loaded; everyone gets it again within a minute.",
  acceptance: ["Log-loss is no worse than the live version's."],
  rollback: ["Log-loss is proven worse by more than 0.005."],
  council: "Model council",
  routes: [
    {
      tiers: ["low", "limited", "high", "critical"],
      council: "Model council",
      seats: [{ function: "data-science", min: 1 }],
      reviewDays: 3,
      validDays: 30,
    },
  ],
  plan: QUICK_PLAN,
};

/** Where the name alone does not tell. */
export const SAMPLES_OF: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "invite-person": { name: "Anna Novak" },
  "create-freeze": {
    name: "Year end",
    window: { kind: "once", from: "2030-12-20T17:00", to: "2031-01-04T09:00" },
    zone: "Europe/Berlin",
    models: ["0197a1c0-0000-7000-8000-000000000001"],
    pointers: ["production"],
  },
  "propose-council": {
    composition: {
      name: "Model council",
      purpose: "Signs updates of high-tier models.",
      seats: [
        { function: "compliance", min: 1, members: ["0197a1c0-0000-7000-8000-000000000001"], alternates: [] },
      ],
      chair: "0197a1c0-0000-7000-8000-000000000001",
      secretary: "0197a1c0-0000-7000-8000-000000000001",
      cadence: { days: [2, 4], time: "15:00" },
      calendar: {
        zone: "Europe/Berlin",
        days: [1, 2, 3, 4, 5],
        from: "08:00",
        to: "18:00",
        holidays: ["2030-12-24"],
      },
      escalation: [],
    },
  },
  "create-pointer": { name: "production" },
  gate: { pointer: "churn-risk.production" },
  "issue-token": { name: "nightly pipeline", expiresInDays: 90 },
  "enrol-factor": { name: "Work laptop" },
  "rename-factor": { name: "Work laptop" },
  "close-incident": { cause: 1 },
  "ingest-outcomes": { outcomes: [{ predictionId: "order-48210", label: 1, at: "2026-10-01T08:00:00Z" }] },
  "ingest-predictions": {
    predictions: [
      {
        predictionId: "order-48210",
        exposureId: "0197a1c0-0000-7000-8000-000000000001",
        arm: "candidate",
        at: "2026-10-01T08:00:00Z",
        score: 0.27,
        latencyMs: 41.5,
        failed: false,
        subject: "customer-7731",
      },
    ],
  },
};
