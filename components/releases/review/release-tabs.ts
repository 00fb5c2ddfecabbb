import { hrefWith } from "#components/ui/href-with.ts";
import type { TabLink } from "#components/ui/tabs.tsx";
import { coverageOfAll } from "#lib/obligations/coverage.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { answersOf } from "./obligations/answers.ts";

const RELEASE_TABS = [
  "changes",
  "evaluation",
  "card",
  "data",
  "checks",
  "plan",
  "discussion",
  "obligations",
  "history",
] as const;
export type ReleaseTab = (typeof RELEASE_TABS)[number];

/** The tab that an address asks for; the first where it asks for none there is. */
export const releaseTab = (asked: string | undefined): ReleaseTab =>
  RELEASE_TABS.find((tab) => tab === asked) ?? "changes";

export function releaseTabs(release: ReleasePageView, current: ReleaseTab, openThreads = 0): TabLink[] {
  const passing = release.checks.filter(({ status }) => status === "pass").length;
  const { answered, points } = coverageOfAll(answersOf(release));
  const labels: Readonly<Record<ReleaseTab, Pick<TabLink, "label" | "count">>> = {
    changes: { label: "What changes" },
    evaluation: { label: "Evaluation" },
    card: { label: "Model card" },
    data: { label: "Data" },
    checks: { label: "Checks", count: `${passing}/${release.checks.length}` },
    plan: { label: "Rollout plan" },
    discussion: { label: "Discussion", ...(openThreads > 0 ? { count: openThreads } : {}) },
    obligations: { label: "Obligations", count: `${answered}/${points}` },
    history: { label: "History", count: release.events.length },
  };
  return RELEASE_TABS.map((tab) => ({
    ...labels[tab],
    href: hrefWith(`/releases/${release.number}`, { tab: tab === "changes" ? undefined : tab }),
    current: tab === current,
  }));
}
