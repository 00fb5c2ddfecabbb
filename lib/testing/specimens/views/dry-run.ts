import { type DryRollout, dryRunView } from "#lib/rollouts/views/dry-run.ts";

/** A rollout that was fully released, and would have been taken back. Parsed, so that none can drift. */
export function dryRollout(changed: Partial<DryRollout> = {}): DryRollout {
  const rollout: DryRollout = {
    number: 5,
    release: 7,
    version: 3,
    startedAt: "2026-11-20T10:00:00.000Z",
    went: { state: "completed", seconds: 7200, because: null },
    would: { outcome: "roll-back", stage: "canary-25", guardrail: "log-loss", seconds: 540 },
    unmeasured: [],
    ...changed,
  };
  return dryRunView.parse({ rollouts: [rollout] }).rollouts[0]!;
}
