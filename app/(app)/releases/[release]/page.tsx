import { notFound } from "next/navigation";
import { ReleaseHead } from "#components/releases/release-head.tsx";
import { NotAbleToSign, Seats } from "#components/releases/seats.tsx";
import { Page } from "#components/shell/page.tsx";
import { hrefWith } from "#components/ui/href-with.ts";
import { WithRail } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { Tabs } from "#components/ui/tabs.tsx";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { look } from "#lib/command/query.ts";
import { releasePage } from "#lib/releases/queries/release-page.ts";
import type { ReleaseView } from "#lib/releases/rows/release-view.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../../refused.tsx";
import { summaryOf } from "./change-props.ts";
import { DecisionPanel } from "./decision-panel.tsx";
import { decisionOf, stepsOf } from "./decision-props.ts";
import { ReleaseTab, TABS, type Tab } from "./release-tab.tsx";
import { barredOf, seatsOf } from "./seat-props.ts";

type Props = { params: Promise<{ release: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props) {
  return { title: `Release ${decodeURIComponent((await params).release)}` };
}

/** One page to decide on. */
export default async function ReleasePage({ params, searchParams }: Props) {
  const caller = await pageCaller();
  const { release: text } = await params;
  if (!/^[1-9]\d{0,8}$/.test(text)) notFound();
  const answer = await look(database(), releasePage, { release: Number(text) }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Releases" permission="release:read" />;
  const release = answer.value as ReleaseView;
  const { tab: asked } = await readParams(searchParams, ["tab"]);
  const tab: Tab = TABS.find((each) => each === asked) ?? "changes";
  const maySign = release.mine.seats.some((seat) => seat.whyNot === null);
  const decision = decisionOf(release, caller.name, maySign ? await meansOf(caller) : PASSWORD_ALONE);
  const { model } = release.sections.target;
  return (
    <Page
      crumbs={[
        { label: "Releases", href: "/releases" },
        { label: model, href: `/models/${model}` },
        { label: `Release ${release.number}` },
      ]}
    >
      <ReleaseHead release={summaryOf(release)} />
      <Tabs label={`Views of release ${release.number}`} tabs={tabsOf(release, tab)} />
      <WithRail
        railLabel="Who signs"
        pinned={
          <DecisionPanel
            release={release.number}
            round={release.round}
            subjectDigest={release.subjectDigest}
            decision={decision}
            steps={stepsOf(release, decision.kind === "sign" && decision.seat.already === undefined)}
          />
        }
        rail={
          <>
            <Seats seats={seatsOf(release)} />
            <NotAbleToSign barred={barredOf(release)} />
          </>
        }
      >
        <ReleaseTab tab={tab} release={release} />
      </WithRail>
    </Page>
  );
}

function tabsOf(release: ReleaseView, current: Tab) {
  const passing = release.checks.filter(({ status }) => status === "pass").length;
  const labels: Record<Tab, { label: string; count?: string | number }> = {
    changes: { label: "What changes" },
    evaluation: { label: "Evaluation" },
    card: { label: "Model card" },
    data: { label: "Data" },
    checks: { label: "Checks", count: `${passing}/${release.checks.length}` },
    plan: { label: "Rollout plan" },
    history: { label: "History", count: release.events.length },
  };
  return TABS.map((tab) => ({
    ...labels[tab],
    href: hrefWith(`/releases/${release.number}`, { tab: tab === "changes" ? undefined : tab }),
    current: tab === current,
  }));
}
