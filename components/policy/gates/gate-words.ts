import { functionLabels } from "#lib/kernel/function-labels.ts";
import type { Gate } from "#lib/policy/gate.ts";

export const severityLabels: Readonly<Record<Gate["severity"], string>> = {
  block: "Blocks",
  warn: "Takes a reason",
};

export const missingLabels: Readonly<Record<Gate["whenMissing"], string>> = {
  fail: "Fails",
  hold: "Holds",
};

export const wayLabels: Readonly<Record<Gate["wayOut"]["to"], string>> = {
  "edit-release": "Edit the release",
  version: "The version",
  model: "The model",
  "pointer-incidents": "Incidents",
  freezes: "Freezes",
  people: "People",
  policy: "The policy",
  rollout: "The rollout",
  "re-reviews": "The re-reviews",
  findings: "The findings of the model",
};

export const mayWaive = ({ whoMayWaive }: Pick<Gate, "whoMayWaive">): string =>
  whoMayWaive ? functionLabels[whoMayWaive] : "nobody";

/** A gate to begin with, under an id that is free. */
export function newGate(gates: readonly Gate[]): Gate {
  const ids = new Set(gates.map(({ id }) => id));
  const free = Array.from({ length: ids.size + 1 }, (_, i) => `gate-${i + 1}`).find((id) => !ids.has(id))!;
  return {
    id: free,
    title: "New gate",
    severity: "block",
    expression: "release.baseStillLive",
    message: "Say what is wrong.",
    wayOut: { label: "Edit the release", to: "edit-release" },
    whenMissing: "fail",
  };
}
