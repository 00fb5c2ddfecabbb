import type { z } from "zod";
import type { GuardrailEstimate, PlanEstimate, StageEstimate } from "#lib/releases/plan-estimate.ts";
import { editPreviewView } from "#lib/releases/views/edit-preview.ts";
import { releasableModel } from "#lib/releases/views/releasable-versions.ts";
import { releasePreviewView } from "#lib/releases/views/release-preview.ts";
import { checked } from "./releases.ts";

/** What the release forms start from, as their queries would answer it. Parsed, so that none can drift. */
export const preview = (changed: Partial<z.input<typeof releasePreviewView>> = {}) =>
  releasePreviewView.parse({
    live: 1,
    tier: "high",
    council: "Model council",
    policyVersion: 3,
    reviewDays: 3,
    validDays: 14,
    seats: [{ function: "security", min: 1, candidates: ["Mira Okafor"] }],
    excluded: [{ name: "Jonas Lindqvist", because: "would open it" }],
    checks: [checked()],
    ...changed,
  });

/** As the judge of today would estimate it, of a plan of so many stages. */
export const stageEstimate = (changed: Partial<StageEstimate> = {}): StageEstimate => ({
  advancesIn: 100,
  slowest: "log-loss",
  guardrails: {
    "log-loss": guardrailEstimate(),
    "error-rate": guardrailEstimate({ passesIn: 10, smallestHarm: 0.004, reachableMargin: 0.003 }),
  },
  ...changed,
});
export const guardrailEstimate = (changed: Partial<GuardrailEstimate> = {}): GuardrailEstimate => ({
  passesIn: 100,
  failsIn: 70,
  rows: 1240,
  smallestHarm: 0.0123,
  reachableMargin: 0.0071,
  ...changed,
});
export const planEstimate = (stages: readonly StageEstimate[]): PlanEstimate => ({
  perHour: 340,
  stages,
  unmeasured: [],
});

export const editPreview = (changed: Partial<z.input<typeof editPreviewView>> = {}) =>
  editPreviewView.parse({
    round: 1,
    takenIn: [],
    signed: [
      { function: "security", by: ["Mira Okafor"], signs: ["case", "artifact", "plan"] },
      { function: "data-science", by: ["Anna Novak"], signs: ["case", "artifact", "card"] },
    ],
    ...changed,
  });

export const releasableOf = (changed: Partial<z.input<typeof releasableModel>> = {}) =>
  releasableModel.parse({
    name: "flight-delay",
    tier: "high",
    versions: [
      { number: 2, description: "More trees.", evaluated: true },
      { number: 1, description: "The first.", evaluated: false },
    ],
    pointers: [
      { name: "production", live: 1 },
      { name: "staging", live: null },
    ],
    ...changed,
  });
