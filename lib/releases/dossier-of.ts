import type { BusinessFunction } from "#lib/kernel/caller.ts";
import type { Dossier } from "#lib/policy/dossier.ts";
import type { Tier } from "#lib/registry/tier.ts";
import { dataChanges, type VersionData } from "./data-changes.ts";
import { measuredOf } from "./dossier-evidence.ts";
import { planOf } from "./dossier-plan.ts";
import type { SignedReport } from "./measured.ts";
import type { ReleaseSections } from "./sections.ts";

/** What a dossier is made of. */
export type DossierFacts = {
  readonly sections: ReleaseSections;
  readonly round: number;
  readonly tierNow: Tier;
  readonly baseStillLive: boolean;
  /** Left out of what is asked about the past, where nobody knows. */
  readonly frozen?: boolean;
  /** What re-reviews say of what is live where it goes. */
  readonly reviewed?: { readonly reviewOverdue: boolean; readonly liveUnfit: boolean };
  readonly version: {
    readonly registeredAt: Date;
    readonly trainingRun: string | null;
    readonly influence: readonly { readonly feature: string; readonly share: number }[];
    readonly parent: Dossier["version"]["parent"] | null;
  };
  readonly card: {
    readonly newer: boolean;
    readonly sections: readonly string[];
    readonly licence: string | null;
  };
  /** Newest first. */
  readonly reports: readonly SignedReport[];
  readonly data: VersionData;
  readonly baseData: VersionData;
  readonly members: ReadonlyMap<BusinessFunction, readonly string[]>;
  readonly contributors: readonly { readonly personId: string }[];
  readonly history: Omit<Dossier["history"], "lastRollback">;
  readonly findings: Dossier["findings"];
  readonly rolledBack: { readonly at: Date; readonly same: boolean; readonly incidentOpen: boolean } | null;
  readonly now: Date;
};

const DAY_MS = 24 * 3600 * 1000;
const HEADINGS_MAX = 200;
const COLUMNS_MAX = 500;

const daysSince = (at: Date, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - at.getTime()) / DAY_MS));

/** The dossier of a release: what its policy's gates read. Absent facts are left out, never filled in. */
export function dossierOf(facts: DossierFacts): Dossier {
  const { sections, now, history, rolledBack } = facts;
  const { artifact, target, policy } = sections;
  return {
    model: { name: artifact.model, tier: facts.tierNow },
    version: versionPart(facts),
    card: cardPart(facts),
    evidence: measuredOf(target.base, facts.reports),
    data: dataPart(facts),
    release: {
      round: facts.round,
      changeClass: target.changeClass,
      tier: policy.tier,
      pointer: target.pointer,
      first: target.base === null,
      baseStillLive: facts.baseStillLive,
      ...(facts.frozen !== undefined && { frozen: facts.frozen }),
      ...facts.reviewed,
    },
    plan: planOf(sections.plan),
    seats: policy.seats.map(({ function: name, min }) => ({
      function: name,
      min,
      candidates: facts.members.get(name)?.length ?? 0,
    })),
    contributors: new Set(facts.contributors.map(({ personId }) => personId)).size,
    ...(facts.findings && { findings: facts.findings }),
    history: {
      ...history,
      ...(rolledBack && {
        lastRollback: {
          daysAgo: daysSince(rolledBack.at, now),
          sameVersion: rolledBack.same,
          incidentOpen: rolledBack.incidentOpen,
        },
      }),
    },
  };
}

function versionPart({ sections: { artifact }, version, now }: DossierFacts): Dossier["version"] {
  return {
    number: artifact.version,
    ageDays: daysSince(version.registeredAt, now),
    lockBound: artifact.lockDigest !== null,
    configBound: artifact.configDigest !== null,
    runNamed: version.trainingRun !== null,
    ...(version.parent && { parent: version.parent }),
  };
}

function cardPart({ sections, card }: DossierFacts): Dossier["card"] {
  return {
    revision: sections.card.revision,
    newer: card.newer,
    sections: card.sections.slice(0, HEADINGS_MAX).map((heading) => heading.slice(0, 200)),
    ...(card.licence && { licence: card.licence.slice(0, 200) }),
  };
}

/** Columns beyond what a dossier takes are left out together, so that no gate passes over the first of them alone. */
function dataPart({ data, baseData, version }: DossierFacts): Dossier["data"] {
  const changes = dataChanges(data, baseData);
  const roles = new Map(data.schema.map(({ name, role }) => [name, role]));
  const shares = new Map(version.influence.map(({ feature, share }) => [feature, share]));
  const columns = changes.columns.flatMap(({ change, ...column }) => {
    if (change === "removed") return [];
    const influence = shares.get(column.name);
    return [
      {
        ...column,
        role: roles.get(column.name) ?? "",
        change,
        ...(influence !== undefined && { influence }),
      },
    ];
  });
  return {
    datasets: data.datasets.length,
    newDatasets: changes.datasets.filter(({ change }) => change === "added").length,
    ...(columns.length > 0 && columns.length <= COLUMNS_MAX && { columns }),
  };
}
