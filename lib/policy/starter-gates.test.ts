import { expect, it } from "vitest";
import { put } from "#lib/testing/packets/packet-folder.ts";
import { dossier } from "#lib/testing/specimens/dossier.ts";
import { gated } from "#lib/testing/worlds/gated.ts";
import { dossierContent } from "./dossier.ts";
import { judgeGates } from "./gate-results.ts";
import { newPolicyContent } from "./policy.ts";
import { STARTER_GATES } from "./starter-gates.ts";

const good = dossierContent.parse({
  ...dossier,
  version: { ...dossier.version, runNamed: true, parent: { number: 1, released: true, rolledBack: false } },
  card: { ...dossier.card, sections: ["intended use", "limitations and risks"] },
  evidence: {
    reports: 2,
    compared: {
      pipeline: "nightly",
      rows: 5000,
      metrics: [{ metric: "auc", best: 0.02, mean: 0.01, worst: -0.01 }],
      slices: [{ name: "night", rows: 400, metric: "auc", best: 0.02, mean: 0.01, worst: -0.01 }],
    },
    measured: {
      pipeline: "nightly",
      rows: 5000,
      metrics: [],
      slices: 2,
      calibration: { bins: 10, gap: 0.02, largest: 0.1 },
      ratios: [{ metric: "accuracy", ratio: 0.95, worst: 0.9 }],
    },
    agreement: [{ metric: "auc", gap: 0.001 }],
  },
  data: {
    ...dossier.data,
    columns: [
      { name: "hour", type: "int", role: "input", change: "same", influence: 0.8 },
      { name: "late", type: "int", role: "label-source", change: "same" },
    ],
  },
  release: { ...dossier.release, frozen: false, reviewOverdue: false, liveUnfit: false },
  plan: { ...dossier.plan, receiptsPercent: 95 },
  findings: [{ severity: "low", ageDays: 3, overdue: false }],
});

it("has at least twenty gates, which make a policy", () => {
  expect(STARTER_GATES.length).toBeGreaterThanOrEqual(20);
  expect(newPolicyContent.safeParse(gated(...STARTER_GATES)).error?.issues).toBeUndefined();
});

it("passes a release in order", () => {
  expect(judgeGates(STARTER_GATES, good).filter(({ status }) => status !== "pass")).toEqual([]);
});

/** What makes each gate fail, as a path of the dossier and its value. */
const FAILS: Readonly<Record<string, readonly [path: string, value: unknown]>> = {
  "compared-with-live": ["evidence.compared", undefined],
  "enough-rows": ["evidence.measured.rows", 999],
  "no-metric-worse": ["evidence.compared.metrics.0.best", -0.001],
  "slices-evaluated": ["evidence.compared.slices", undefined],
  "slices-no-worse": ["evidence.compared.slices.0.best", -0.001],
  calibrated: ["evidence.measured.calibration.gap", 0.06],
  "four-fifths": ["evidence.measured.ratios.0.worst", 0.79],
  "pipelines-agree": ["evidence.agreement.0.gap", 0.02],
  "card-sections": ["card.sections.1", "thanks"],
  "card-latest": ["card.newer", true],
  "licence-allowed": ["card.licence", "cc-by-nc-4.0"],
  "digests-bound": ["version.lockBound", false],
  "run-named": ["version.runNamed", false],
  "data-pinned": ["data.datasets", 0],
  "no-label-feature": ["data.columns.1.influence", 0.1],
  "columns-same-type": ["data.columns.0.change", "retyped"],
  "parent-valid": ["version.parent.rolledBack", true],
  "version-recent": ["version.ageDays", 91],
  "small-start": ["plan.firstPercent", 26],
  "more-than-one-stage": ["plan.stages", [dossier.plan.stages[0]]],
  "holdout-declared": ["plan.holdoutPercent", 4],
  "rolls-back-by-itself": ["plan.guardrails.0.rollsBack", false],
  "labels-awaited": ["plan.labelledPercent", 80],
  "receipts-asked": ["plan.receiptsPercent", 0],
  "seats-fillable": ["seats.0.candidates", 1],
  "contributors-known": ["contributors", 0],
  "no-open-incident": ["history.openIncidents", 1],
  "findings-in-hand": ["findings.0.severity", "high"],
  "not-rolled-back-lately": ["history.lastRollback", { daysAgo: 6, sameVersion: true, incidentOpen: false }],
  "pace-of-change": ["history.rollouts30", 9],
  "re-review-in-time": ["release.reviewOverdue", true],
  "no-freeze": ["release.frozen", true],
  "base-still-live": ["release.baseStillLive", false],
};

it.each(STARTER_GATES.map(({ id }) => id))("%s fails where it should, and alone", (id) => {
  const [path, value] = FAILS[id]!;
  const bad = structuredClone(good);
  put(bad, path, value);
  const failing = judgeGates(STARTER_GATES, dossierContent.parse(bad)).filter(
    ({ status }) => status !== "pass",
  );
  expect(failing.map(({ gate }) => gate.id)).toContain(id);
  expect(failing[0]!.because).not.toBe("");
});
