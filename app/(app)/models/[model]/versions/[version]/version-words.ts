import type { LineageEdge, LineageNode } from "#components/registry/lineage-layout.ts";
import type { VersionIdentity } from "#components/registry/version-rail.tsx";
import { releaseLooks } from "#components/releases/release-looks.ts";
import type { FeedEvent } from "#components/ui/event-feed.tsx";
import { formatNumber } from "#components/ui/format-number.ts";
import type { ModelRelease } from "#lib/overview/queries/model-releases.ts";
import type { versionPage } from "#lib/overview/queries/version-page.ts";
import { answering } from "../../../model-words.ts";

export type VersionData = Extract<Awaited<ReturnType<(typeof versionPage)["load"]>>, { ok: true }>["value"];

export const pathOf = ({ model, version }: Pick<VersionData, "model" | "version">): string =>
  `/models/${model.name}/versions/${version.number}`;

/** The version that is live on the model's first pointer, where that is another one. */
export const liveVersion = ({ pointers, version }: VersionData): number | null =>
  pointers.find((pointer) => pointer.base !== null && pointer.base !== version.number)?.base ?? null;

export function identityOf({ model, version }: VersionData): VersionIdentity {
  const { parent } = version;
  return {
    digest: version.digest,
    fileCount: version.files.length,
    bytes: version.files.reduce((sum, file) => sum + file.size, 0),
    codeCommit: version.codeCommit.slice(0, 12),
    lockDigest: version.lockDigest,
    configDigest: version.configDigest,
    trainingRun: version.trainingRun,
    parent: parent && { label: `v${parent.number}`, href: `/models/${model.name}/versions/${parent.number}` },
  };
}

const FEATURES_MAX = 5;

/** Data, the features that weigh most, the parent, this version, and where it answers. */
export function lineageOf({ model, version, pointers }: VersionData): {
  nodes: LineageNode[];
  edges: LineageEdge[];
} {
  const features = version.influence.toSorted((a, b) => b.share - a.share).slice(0, FEATURES_MAX);
  const answers = pointers.filter(
    ({ base, candidate }) => base === version.number || candidate === version.number,
  );
  const nodes: LineageNode[] = [
    ...version.datasets.map(({ name, digest, rows }) => ({
      id: digest,
      label: name,
      detail: rows === undefined ? "training data" : `${formatNumber(rows)} rows`,
    })),
    ...features.map(({ feature, share }) => ({
      id: `feature ${feature}`,
      label: feature,
      detail: `influence ${formatNumber(share, 2)}`,
    })),
    ...(version.parent
      ? [{ id: "parent", label: `${model.name} v${version.parent.number}`, detail: "parent" }]
      : []),
    { id: "version", label: `${model.name} v${version.number}`, detail: "this version" },
    ...answers.map((pointer) => ({
      id: `on ${pointer.pointer}`,
      label: pointer.pointer,
      detail: answering(pointer),
    })),
  ];
  const edges: LineageEdge[] = [
    ...version.datasets.flatMap(({ digest }) =>
      features.length > 0
        ? features.map(({ feature }) => ({ from: digest, to: `feature ${feature}` }))
        : [{ from: digest, to: "version" }],
    ),
    ...features.map(({ feature, share }) => ({ from: `feature ${feature}`, to: "version", weight: share })),
    ...(version.parent ? [{ from: "parent", to: "version" }] : []),
    ...answers.map(({ pointer }) => ({ from: "version", to: `on ${pointer}` })),
  ];
  return { nodes, edges };
}

/** What happened to a version, newest first: registered, described, measured, asked to go live. */
export function historyOf(page: VersionData, releases: readonly ModelRelease[]): FeedEvent[] {
  const { version, revisions, reports } = page;
  const events: FeedEvent[] = [
    ...revisions.map(
      ({ revision, author, createdAt }): FeedEvent => ({
        id: `card-${revision}`,
        title: `Card, revision ${revision}`,
        detail: author,
        at: createdAt,
        tone: "plain",
        href: `${pathOf(page)}?tab=card`,
      }),
    ),
    {
      id: "registered",
      title: `Registered as version ${version.number}`,
      detail:
        version.registeredFrom === "API" ? `${version.registeredBy}, through the API` : version.registeredBy,
      at: version.registeredAt,
      tone: "plain",
    },
    ...reports.map(
      ({ id, pipeline, dataset, producedBy, createdAt }): FeedEvent => ({
        id,
        title: `Evaluated by ${pipeline}`,
        detail: `${producedBy}, on ${dataset.name}`,
        at: createdAt,
        tone: "pass",
        href: `${pathOf(page)}?tab=evaluation&report=${id}`,
      }),
    ),
    ...releases
      .filter((release) => release.version === version.number)
      .map(
        ({ number, pointer, author, createdAt, state }): FeedEvent => ({
          id: `release-${number}`,
          title: `Release ${number} to ${pointer}: ${releaseLooks[state].word.toLowerCase()}`,
          detail: `opened by ${author}`,
          at: createdAt,
          tone: releaseLooks[state].tone,
          href: `/releases/${number}`,
        }),
      ),
  ];
  return events.sort((a, b) => b.at.localeCompare(a.at));
}
