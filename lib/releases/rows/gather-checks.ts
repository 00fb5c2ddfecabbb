import type { FailingCheck } from "#lib/councils/over-checks.ts";
import type { Tx } from "#lib/db/client.ts";
import { currentExposure } from "#lib/exposure/rows/current-exposure.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Check, failing, releaseChecks } from "#lib/releases/checks.ts";
import { comparedWith } from "#lib/releases/measured.ts";
import { isUndecided } from "#lib/releases/release.ts";
import type { Comparison } from "#lib/releases/views/comparison.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";
import { hasNewerCard } from "./release-cards.ts";
import { lastRollback } from "./rollbacks.ts";
import { signedReports } from "./signed-reports.ts";
import { barredFrom, unfillable, whoMayFill } from "./who-may-fill.ts";

type Known = {
  readonly members: ReadonlyMap<BusinessFunction, string[]>;
  readonly liveVersionId: string | null;
  readonly comparison: Comparison | null;
};

/** The checks of a release as of now, from what its page knows anyway. */
export async function gatherChecks(tx: Tx, file: ReleaseCaseFile, known: Known): Promise<Check[]> {
  const { release, sections } = file;
  const [newerCard, rolledBack] = await Promise.all([
    hasNewerCard(tx, file),
    lastRollback(tx, { ...release, releaseId: release.id }),
  ]);
  return releaseChecks({
    number: release.number,
    model: sections.target.model,
    version: sections.artifact.version,
    baseVersion: sections.target.base?.version ?? null,
    baseStillLive: known.liveVersionId === release.baseVersionId || !isUndecided(release.state),
    comparison: known.comparison,
    newerCard,
    unfillable: unfillable(sections.policy.seats, known.members),
    rolledBack,
  });
}

/** The checks that fail now, for a command that somebody may give over them. */
export async function failingChecks(tx: Tx, file: ReleaseCaseFile, now: Date): Promise<FailingCheck[]> {
  const [live, members, reports] = await Promise.all([
    currentExposure(tx, file.release.pointerId),
    whoMayFill(tx, barredFrom(file), { takes: file.identity.takes, now }),
    signedReports(tx, file.sections),
  ]);
  const comparison = comparedWith(file.sections.target.base, reports);
  return failing(
    await gatherChecks(tx, file, { members, liveVersionId: live?.baseVersionId ?? null, comparison }),
  );
}
