import { maySign } from "#components/councils/policy/proposal-decision.ts";
import { hrefWith } from "#components/ui/href-with.ts";
import type { TabLink } from "#components/ui/tabs.tsx";
import type { CouncilPageView } from "#lib/overview/views/council-page.ts";

const COUNCIL_TABS = ["overview", "waiting", "decisions", "sittings", "changes"] as const;
export type CouncilTab = (typeof COUNCIL_TABS)[number];

/** The tab that an address asks for; else the change that waits for the reader, or the first. */
export function councilTab(
  asked: string | readonly string[] | undefined,
  { current, proposal }: Pick<CouncilPageView, "current" | "proposal">,
): CouncilTab {
  const own = current === null || (proposal !== null && maySign(proposal));
  return COUNCIL_TABS.find((tab) => tab === asked) ?? (own ? "changes" : "overview");
}

export function councilTabs(
  { id, waiting, decided, proposal, ended, earlier }: CouncilPageView,
  shown: CouncilTab,
): TabLink[] {
  const labels: Readonly<Record<CouncilTab, Pick<TabLink, "label" | "count">>> = {
    overview: { label: "Overview" },
    waiting: { label: "Waiting", count: waiting.length },
    decisions: { label: "Decisions", count: decided.length },
    sittings: { label: "Sittings" },
    changes: { label: "Changes", count: ended.length + earlier.length + (proposal ? 1 : 0) },
  };
  return COUNCIL_TABS.map((tab) => ({
    ...labels[tab],
    href: hrefWith(`/councils/${id}`, { tab }),
    current: tab === shown,
  }));
}
