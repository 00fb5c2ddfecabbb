import { isOverdue } from "#lib/councils/condition.ts";
import { councilStanding } from "#lib/councils/quorum.ts";
import { lapsedOf } from "#lib/councils/signing.ts";
import { daysLater } from "#lib/kernel/time.ts";
import { binding } from "#lib/releases/conditions.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";

/** Why an approval no longer stands: whose authority ended, which conditions are overdue, or that a signer recused themselves. */
export function lapseSaid(file: ReleaseCaseFile, now: Date, recused = false) {
  const { release, sections } = file;
  const overdue = binding(file.conditions, councilStanding(file)).filter((one) => isOverdue(one, now));
  return {
    number: release.number,
    round: release.round,
    lapsed: lapsedOf(file),
    ...(overdue.length > 0 ? { overdue: overdue.map(({ id }) => id) } : {}),
    ...(recused ? { recused: true as const } : {}),
    dueAt: daysLater(now, sections.policy.reviewDays).toISOString(),
  };
}
