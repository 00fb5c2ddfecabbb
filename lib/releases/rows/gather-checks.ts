import type { FailingCheck } from "#lib/councils/over-checks.ts";
import type { Tx } from "#lib/db/client.ts";
import { currentExposure } from "#lib/exposure/rows/current-exposure.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Check, failing, releaseChecks } from "#lib/releases/checks.ts";
import { isUndecided } from "#lib/releases/release.ts";
import type { Comparison } from "#lib/releases/views/comparison.ts";
import { compareWithBase, hasNewerCard } from "./compare-with-base.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";
import { lastRollback } from "./rollbacks.ts";
import { unfillable, whoMayFill } from "./who-may-fill.ts";

type Known = {
  readonly members: ReadonlyMap<BusinessFunction, string[]>;
  readonly liveVersionId: string | null;
  readonly comparison: Comparison | null;
};

/** The checks of a release as of now, from what its page knows anyway. */
export async function gatherChecks(tx: Tx, file: ReleaseCaseFile, known: Known): Promise<Check[]> {
  const { release, sections } = file;
  return releaseChecks({
    number: release.number,
    model: sections.target.model,
    version: sections.artifact.version,
    baseVersion: sections.target.base?.version ?? null,
    baseStillLive: known.liveVersionId === release.baseVersionId || !isUndecided(release.state),
    comparison: known.comparison,
    newerCard: await hasNewerCard(tx, file),
    unfillable: unfillable(sections.policy.seats, known.members),
    rolledBack: await lastRollback(tx, { ...release, releaseId: release.id }),
  });
}

/** The checks that fail now, for a command that somebody may give over them. */
export async function failingChecks(tx: Tx, file: ReleaseCaseFile): Promise<FailingCheck[]> {
  const contributors = file.contributors.map(({ personId }) => personId);
  const live = await currentExposure(tx, file.release.pointerId);
  const checks = await gatherChecks(tx, file, {
    members: await whoMayFill(tx, contributors),
    liveVersionId: live?.baseVersionId ?? null,
    comparison: await compareWithBase(tx, file),
  });
  return failing(checks);
}
