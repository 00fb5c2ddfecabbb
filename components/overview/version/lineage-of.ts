import { serving } from "#components/exposure/live-words.ts";
import type { LineageEdge, LineageNode } from "#components/registry/lineage-layout.ts";
import { formatNumber } from "#components/ui/format-number.ts";
import type { LiveOn } from "#lib/exposure/views/live-on.ts";
import type { VersionPageView } from "#lib/overview/views/version-page.ts";
import type { DatasetSnapshot, FeatureInfluence } from "#lib/registry/version-input.ts";

const FEATURES_MAX = 5;

type Lineage = { nodes: LineageNode[]; edges: LineageEdge[] };

/** Data, the features that weigh most, the parent, this version, and where it serves. */
export function lineageOf({ model, version, pointers }: VersionPageView): Lineage {
  const features = version.influence.toSorted((a, b) => b.share - a.share).slice(0, FEATURES_MAX);
  const parts = [
    fromData(version.datasets, features),
    fromFeatures(features),
    fromParent(model.name, version.parent),
    {
      nodes: [{ id: "version", label: `${model.name} v${version.number}`, detail: "this version" }],
      edges: [],
    },
    toPointers(version.number, pointers),
  ];
  return {
    nodes: parts.flatMap(({ nodes }) => nodes),
    edges: parts.flatMap(({ edges }) => edges),
  };
}

const featureId = (feature: string): string => `feature ${feature}`;

/** Data leads to the features where they are known, else to the version itself. */
function fromData(datasets: readonly DatasetSnapshot[], features: readonly FeatureInfluence[]): Lineage {
  const targets = features.length > 0 ? features.map(({ feature }) => featureId(feature)) : ["version"];
  return {
    nodes: datasets.map(({ name, digest, rows }) => ({
      id: digest,
      label: name,
      detail: rows === undefined ? "training data" : `${formatNumber(rows)} rows`,
    })),
    edges: datasets.flatMap(({ digest }) => targets.map((to) => ({ from: digest, to }))),
  };
}

const fromFeatures = (features: readonly FeatureInfluence[]): Lineage => ({
  nodes: features.map(({ feature, share }) => ({
    id: featureId(feature),
    label: feature,
    detail: `influence ${formatNumber(share, 2)}`,
  })),
  edges: features.map(({ feature, share }) => ({ from: featureId(feature), to: "version", weight: share })),
});

function fromParent(model: string, parent: VersionPageView["version"]["parent"]): Lineage {
  if (!parent) return { nodes: [], edges: [] };
  return {
    nodes: [{ id: "parent", label: `${model} v${parent.number}`, detail: "parent" }],
    edges: [{ from: "parent", to: "version" }],
  };
}

function toPointers(number: number, pointers: readonly LiveOn[]): Lineage {
  const serves = pointers.filter(({ base, candidate }) => base === number || candidate === number);
  const pointerId = ({ pointer }: LiveOn) => `on ${pointer}`;
  return {
    nodes: serves.map((one) => ({ id: pointerId(one), label: one.pointer, detail: serving(one) })),
    edges: serves.map((one) => ({ from: "version", to: pointerId(one) })),
  };
}
