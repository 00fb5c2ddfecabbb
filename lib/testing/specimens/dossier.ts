import { type Dossier, dossierContent } from "#lib/policy/dossier.ts";

/** A dossier of a release that nothing was measured for but the candidate alone. */
export const dossier: Dossier = dossierContent.parse({
  model: { name: "flight-delay", tier: "high" },
  version: { number: 2, ageDays: 3, lockBound: true, configBound: true, runNamed: false },
  card: { revision: 1, newer: false, sections: ["intended use", "risks"], licence: "mit" },
  evidence: {
    reports: 1,
    measured: { pipeline: "nightly", rows: 900, metrics: [{ metric: "log-loss", value: 0.5 }], slices: 0 },
  },
  data: { datasets: 1, newDatasets: 0 },
  release: {
    round: 1,
    changeClass: "normal",
    tier: "high",
    pointer: "production",
    first: false,
    baseStillLive: true,
  },
  plan: {
    stages: [
      { name: "Canary", kind: "canary", percent: 25, minutes: 1 },
      { name: "Everyone", kind: "full", percent: 100, minutes: 1 },
    ],
    firstPercent: 25,
    holdoutPercent: 10,
    guardrails: [{ id: "log-loss", metric: "log-loss", kind: "sequential", rollsBack: true }],
    labelledPercent: 95,
    receiptsPercent: 0,
  },
  seats: [{ function: "security", min: 1, candidates: 2 }],
  contributors: 2,
  history: { rollouts: 1, rollouts30: 0, rollbacks90: 0, openIncidents: 0 },
});
