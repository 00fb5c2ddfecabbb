import { coverOf } from "#lib/councils/waiver-cover.ts";
import type { Tx } from "#lib/db/client.ts";
import { currentExposure } from "#lib/exposure/rows/current-exposure.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { type Check, releaseChecks } from "#lib/releases/checks.ts";
import { coveredRelease } from "#lib/releases/covered-release.ts";
import { gateChecks } from "#lib/releases/gate-checks.ts";
import { type GatesNow, gatesNow } from "#lib/releases/gates-now.ts";
import { comparedWith, type SignedReport } from "#lib/releases/measured.ts";
import { isUndecided } from "#lib/releases/release.ts";
import { signersOf } from "#lib/releases/waived-gates.ts";
import { gatherDossier } from "./gather-dossier.ts";
import type { ReleaseCaseFile } from "./lock-release.ts";
import { hasNewerCard } from "./release-cards.ts";
import { lastRollback } from "./rollbacks.ts";
import { signedReports } from "./signed-reports.ts";
import { unfillable, whoMayFill } from "./who-may-fill.ts";

type Known = {
  readonly members: ReadonlyMap<BusinessFunction, string[]>;
  readonly liveVersionId: string | null;
  /** The signed reports, newest first. */
  readonly reports: readonly SignedReport[];
  readonly now: Date;
};

export type CheckedFile = Pick<
  ReleaseCaseFile,
  | "release"
  | "sections"
  | "contributors"
  | "recused"
  | "roster"
  | "identity"
  | "gates"
  | "frozen"
  | "holding"
  | "waivers"
  | "signatures"
>;

export type Checked = {
  /** The product's own, then the policy's gates. */
  readonly checks: Check[];
  /** Null where the policy has none. */
  readonly gated: GatesNow | null;
};

/** What re-reviews say of what is live on a pointer. */
const reviewedOn = (pointerId: string, holding: CheckedFile["holding"], now: Date) => {
  const here = holding.filter((one) => one.pointerId === pointerId);
  return {
    reviewOverdue: here.some(({ state, dueAt }) => state === "open" && dueAt <= now),
    liveUnfit: here.some(({ state }) => state === "unfit"),
  };
};

/** The checks of a release as of now, from what its page knows anyway. */
export async function gatherChecks(tx: Tx, file: CheckedFile, known: Known): Promise<Checked> {
  const { release, sections } = file;
  const [newerCard, rolledBack] = await Promise.all([
    hasNewerCard(tx, file),
    lastRollback(tx, { ...release, releaseId: release.id }),
  ]);
  const baseStillLive = known.liveVersionId === release.baseVersionId || !isUndecided(release.state);
  const gated =
    file.gates.length === 0
      ? null
      : gatesNow(
          { version: sections.policy.version, gates: file.gates },
          await gatherDossier(tx, {
            ...release,
            ...known,
            releaseId: release.id,
            sections,
            contributors: file.contributors,
            baseStillLive,
            frozen: file.frozen !== null,
            reviewed: reviewedOn(release.pointerId, file.holding, known.now),
            rolledBack,
          }),
          (gate) => coverOf(file.waivers, gate, coveredRelease(file, known.now)),
        );
  const places = {
    number: release.number,
    model: sections.target.model,
    version: sections.artifact.version,
  };
  const own = releaseChecks({
    ...places,
    baseVersion: sections.target.base?.version ?? null,
    baseStillLive,
    comparison: comparedWith(sections.target.base, known.reports),
    newerCard,
    unfillable: unfillable(sections.policy.seats, known.members),
    rolledBack,
  });
  const asked = gateChecks(gated?.results ?? [], places, (cover) => signersOf(cover, file.waivers));
  return { checks: [...own, ...asked], gated };
}

/** The same for a command, which knows nothing yet. */
export async function checksNow(tx: Tx, file: CheckedFile, now: Date): Promise<Checked> {
  const [live, members, reports] = await Promise.all([
    currentExposure(tx, file.release.pointerId),
    whoMayFill(tx, file, { takes: file.identity.takes, now }),
    signedReports(tx, file.sections),
  ]);
  return gatherChecks(tx, file, { members, liveVersionId: live?.baseVersionId ?? null, reports, now });
}

/** What the policy's gates say now; null where it has none, which costs nothing to find out. */
export const gatesOfFile = async (tx: Tx, file: CheckedFile, now: Date): Promise<GatesNow | null> =>
  file.gates.length === 0 ? null : (await checksNow(tx, file, now)).gated;
