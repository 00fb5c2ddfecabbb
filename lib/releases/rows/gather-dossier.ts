import { type Finding, findingsIn } from "#lib/councils/finding.ts";
import type { Tx } from "#lib/db/client.ts";
import type { BusinessFunction } from "#lib/kernel/caller.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { remembered } from "#lib/kernel/remembered.ts";
import { type Dossier, FINDING_SEVERITIES } from "#lib/policy/dossier.ts";
import { splitCard } from "#lib/registry/card-head.ts";
import { filledHeadings } from "#lib/registry/card-sections.ts";
import type { Tier } from "#lib/registry/tier.ts";
import type { FeatureInfluence } from "#lib/registry/version-input.ts";
import type { RolledBack } from "#lib/releases/checks.ts";
import { type DossierFacts, dossierOf } from "#lib/releases/dossier-of.ts";
import type { SignedReport } from "#lib/releases/measured.ts";
import type { ReleaseSections } from "#lib/releases/sections.ts";
import { versionData } from "./version-data.ts";

/** What whoever asks knows anyway. */
export type DossierOf = {
  readonly releaseId: string | null;
  readonly versionId: string;
  readonly baseVersionId: string | null;
  readonly pointerId: string;
  readonly round: number;
  readonly tierNow: Tier;
  readonly sections: ReleaseSections;
  readonly contributors: readonly { readonly personId: string }[];
  readonly members: ReadonlyMap<BusinessFunction, readonly string[]>;
  readonly baseStillLive: boolean;
  readonly frozen?: boolean;
  readonly reviewed?: NonNullable<DossierFacts["reviewed"]>;
  readonly reports: readonly SignedReport[];
  readonly rolledBack: RolledBack | null;
  readonly now: Date;
};

/** The dossier of a release as of a moment, from rows that this transaction reads. */
export async function gatherDossier(tx: Tx, of: DossierOf): Promise<Dossier> {
  const [version, card, dataOf, history, findings] = await Promise.all([
    versionFacts(tx, of.versionId),
    cardFacts(tx, of),
    versionData(tx, [of.versionId, of.baseVersionId]),
    historyOf(tx, of),
    openFindings(tx, of),
  ]);
  return dossierOf({
    ...of,
    version,
    card,
    data: dataOf(of.versionId),
    baseData: dataOf(of.baseVersionId),
    history,
    findings,
    rolledBack: of.rolledBack && { ...of.rolledBack, incidentOpen: of.rolledBack.incident?.open ?? false },
  });
}

type VersionRow = {
  readonly registeredAt: Date;
  readonly trainingRun: string | null;
  readonly influence: FeatureInfluence[];
  readonly parent: number | null;
  readonly released: boolean;
  readonly rolledBack: boolean | null;
};

async function versionFacts(tx: Tx, versionId: string): Promise<DossierFacts["version"]> {
  const [row] = await tx.$queryRaw<[VersionRow]>`
    SELECT v.created_at AS "registeredAt", v.training_run AS "trainingRun", v.influence, parent.number AS parent,
           EXISTS (SELECT FROM release r WHERE r.version_id = parent.id AND r.state IN ('released', 'superseded', 'retired'))
             AS released,
           (SELECT o.state IN ('rolling-back', 'rolled-back') FROM rollout o WHERE o.candidate_id = parent.id
            ORDER BY o.started_at DESC LIMIT 1) AS "rolledBack"
    FROM model_version v LEFT JOIN model_version parent ON parent.id = v.parent_id
    WHERE v.id = ${versionId}::uuid`;
  const { registeredAt, trainingRun, influence, parent, released, rolledBack } = row;
  return {
    registeredAt,
    trainingRun,
    influence,
    parent: parent === null ? null : { number: parent, released, rolledBack: rolledBack ?? false },
  };
}

/** Cards are read on every approval, and their text never changes. */
const CARDS_KEPT = 4_000_000;
const readCard = remembered((markdown: string) => {
  const licence = splitCard(markdown).head.find(({ term }) => /^licen[cs]e$/i.test(term))?.value ?? null;
  return { sections: filledHeadings(markdown), licence };
}, CARDS_KEPT);

async function cardFacts(tx: Tx, { versionId, sections, now }: DossierOf): Promise<DossierFacts["card"]> {
  const rows = await tx.$queryRaw<{ markdown: string; newer: boolean }[]>`
    SELECT markdown, EXISTS (SELECT FROM card_revision later WHERE later.version_id = card.version_id
                             AND later.revision > card.revision AND later.created_at <= ${now}::timestamptz) AS newer
    FROM card_revision card WHERE version_id = ${versionId}::uuid AND revision = ${sections.card.revision}`;
  const { markdown, newer } = rows[0] ?? { markdown: "", newer: false };
  return { newer, ...readCard(markdown) };
}

async function openFindings(
  tx: Tx,
  { versionId, sections, now }: DossierOf,
): Promise<DossierFacts["findings"]> {
  const rows = await tx.$queryRaw<(Omit<Finding, "severity"> & { severity: string })[]>`
    SELECT severity, finding.version, opened_at AS "openedAt", due_at AS "dueAt", closed_at AS "closedAt"
    FROM finding JOIN model_version version ON version.model_id = finding.model_id
    WHERE version.id = ${versionId}::uuid`;
  const all = rows.map((row) => ({ ...row, severity: oneOf(FINDING_SEVERITIES, row.severity) }));
  return findingsIn(all, { version: sections.artifact.version, now });
}

/** Of the pointer, before this release's own rollout. */
async function historyOf(tx: Tx, { pointerId, releaseId, now }: DossierOf): Promise<DossierFacts["history"]> {
  const [row] = await tx.$queryRaw<[DossierFacts["history"]]>`
    SELECT count(*)::int AS rollouts,
           count(*) FILTER (WHERE o.started_at > ${now}::timestamptz - interval '30 days')::int AS rollouts30,
           count(*) FILTER (WHERE o.state IN ('rolling-back', 'rolled-back')
             AND coalesce(o.ended_at, o.started_at) > ${now}::timestamptz - interval '90 days')::int AS rollbacks90,
           (SELECT count(*)::int FROM incident i JOIN rollout at ON at.id = i.rollout_id
            WHERE at.pointer_id = ${pointerId}::uuid AND i.opened_at <= ${now}::timestamptz
              AND (i.closed_at IS NULL OR i.closed_at > ${now}::timestamptz)) AS "openIncidents"
    FROM rollout o
    WHERE o.pointer_id = ${pointerId}::uuid AND o.release_id IS DISTINCT FROM ${releaseId}::uuid
      AND o.started_at <= ${now}::timestamptz`;
  return row;
}
