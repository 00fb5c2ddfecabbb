import { hrefWith } from "#components/ui/href-with.ts";
import type { TabLink } from "#components/ui/tabs.tsx";
import type { ModelPageView } from "#lib/overview/views/model-page.ts";
import type { ModelRelease } from "#lib/overview/views/model-releases.ts";

const MODEL_TABS = ["versions", "live", "metrics", "releases", "tier"] as const;
export type ModelTab = (typeof MODEL_TABS)[number];

/** The tab that an address asks for; the first where it asks for none there is. */
export const modelTab = (asked: string | undefined): ModelTab =>
  MODEL_TABS.find((tab) => tab === asked) ?? "versions";

export function modelTabs(
  { model }: Pick<ModelPageView, "model">,
  releases: readonly ModelRelease[],
  current: ModelTab,
): TabLink[] {
  const labels: Readonly<Record<ModelTab, Pick<TabLink, "label" | "count">>> = {
    versions: { label: "Versions", count: model.versions },
    live: { label: "What was live" },
    metrics: { label: "Metrics" },
    releases: { label: "Releases", count: releases.length },
    tier: { label: "Tier" },
  };
  return MODEL_TABS.map((tab) => ({
    href: hrefWith(`/models/${model.name}`, { tab: tab === "versions" ? undefined : tab }),
    current: tab === current,
    ...labels[tab],
  }));
}
