import type { ReactNode } from "react";
import { NotAbleToSign, Seats } from "#components/councils/seats.tsx";
import { Blanks, CatalogueSheet } from "#components/obligations/blanks.tsx";
import type { Estimated } from "#components/releases/plan-grid/estimate-words.ts";
import { hrefWith } from "#components/ui/href-with.ts";
import { SideBySide, WithRail } from "#components/ui/page-head.tsx";
import { SectionKeys } from "#components/ui/section-keys.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { isUndecided } from "#lib/releases/release.ts";
import type { DiscussionView } from "#lib/releases/views/discussion.ts";
import type { ReleasePageView } from "#lib/releases/views/release-page.ts";
import { EndedSheet } from "./aftermath/ended.tsx";
import { endingOf } from "./aftermath/ending.ts";
import { RolledBackBeforeSheet, RolledBackSheet } from "./aftermath/rolled-back.tsx";
import { CardSummary, CardTab } from "./card-tab.tsx";
import { CaseSheet } from "./case-sheet.tsx";
import { baseOf } from "./change-words.ts";
import { capsIn } from "./conditions/condition-words.ts";
import { DataChanges } from "./data-changes.tsx";
import { ThreadsHere } from "./discussion/threads-here.tsx";
import { EvaluationTab } from "./evaluation-tab.tsx";
import { FollowRelease } from "./follow-release.tsx";
import { GateList } from "./gate-list.tsx";
import { historyFeed } from "./history-feed.ts";
import { IndependenceSheet } from "./independence.tsx";
import { MetricsSheet } from "./metrics-sheet.tsx";
import { answersOf } from "./obligations/answers.ts";
import { type AskedObligations, ObligationsTab } from "./obligations/obligations-tab.tsx";
import { ownSections } from "./own-sections.ts";
import { PlanInWords } from "./plan-in-words.tsx";
import { PlanSheet } from "./plan-sheet.tsx";
import { ReleaseHead } from "./release-head.tsx";
import { ReleaseHistory, Signatures } from "./release-history.tsx";
import { type ReleaseTab, releaseTabs } from "./release-tabs.ts";
import { SealedSheet } from "./sealed/sealed-sheet.tsx";
import { barredOf, originNotes, seatsOf } from "./seat-words.ts";
import { signaturesOf } from "./signature-words.ts";
import { SinceSheet } from "./since/since-sheet.tsx";
import { sinceSigned } from "./since/since-signed.ts";
import { WaivedThen } from "./waived-then.tsx";

type ReleaseViewProps = {
  release: ReleasePageView;
  tab: ReleaseTab;
  /** Which obligations are shown. */
  obligations?: AskedObligations;
  /** When the stages of the plan would decide, where they are shown. */
  estimated?: Estimated | undefined;
  /** Tries the plan on past rollouts. */
  trying?: ReactNode;
  /** The reader's decision, with its way to the server. */
  decision: ReactNode;
  /** What approvals depend on, with the ways to report and to confirm it. */
  conditions?: ReactNode;
  /** Who objects, with the way to lift an objection. */
  objections?: ReactNode;
  /** What an emergency may do, with the ways to declare and to authorise it. */
  emergency?: ReactNode;
  /** Asks what was found, where the reader may say. */
  finding?: ReactNode;
  /** What people say about it, and how many threads are open at each part of it. */
  discussion?: ReactNode;
  open?: DiscussionView["open"] | undefined;
};

/** Can something still happen to it while somebody watches? */
const isFollowed = (state: ReleasePageView["state"]): boolean => isUndecided(state) || state === "releasing";

/** One page to decide on. */
export function ReleaseView({ decision, conditions, objections, emergency, ...shown }: ReleaseViewProps) {
  const { release, tab } = shown;
  return (
    <>
      {isFollowed(release.state) && <FollowRelease latest={historyFeed(release.events)[0]} />}
      <ReleaseHead release={release} />
      {emergency}
      <Tabs
        label={`Views of release ${release.number}`}
        tabs={releaseTabs(release, tab, openThreads(shown.open))}
      />
      <WithRail
        railLabel="Who signs"
        railLast
        pinned={decision}
        rail={
          <>
            {tab === "obligations" && <Blanks answers={answersOf(release)} />}
            {tab === "obligations" && <CatalogueSheet />}
            <Seats
              seats={seatsOf(release)}
              councilHref={release.councilId ? `/councils/${release.councilId}` : undefined}
            />
            <SealedSheet sealed={release.sealed} />
            {conditions}
            {objections}
            <IndependenceSheet independence={release.independence} />
            <NotAbleToSign barred={barredOf(release)} notes={originNotes(release)} />
          </>
        }
      >
        <SectionKeys>
          <Content {...shown} />
        </SectionKeys>
      </WithRail>
    </>
  );
}

/** One view of a release; the first holds the essence of the others. */
function Content({
  release,
  tab,
  estimated,
  trying,
  finding,
  discussion,
  open,
  obligations = {},
}: Omit<ReleaseViewProps, "decision" | "conditions" | "objections" | "emergency">) {
  switch (tab) {
    case "changes":
      return <Changes release={release} finding={finding} discussion={discussion} open={open} />;
    case "discussion":
      return discussion;
    case "evaluation":
      return <EvaluationTab release={release} />;
    case "card":
      return <CardTab release={release} />;
    case "data":
      return <DataChanges {...release.data} baseVersion={baseOf(release)} />;
    case "checks":
      return <Checks release={release} />;
    case "plan":
      return (
        <>
          <PlanInWords
            plan={release.sections.plan}
            digest={release.sectionDigests.plan}
            estimated={estimated}
          />
          {trying}
        </>
      );
    case "obligations":
      return (
        <ObligationsTab
          release={release}
          asked={obligations}
          hrefOf={(asked) => hrefWith(`/releases/${release.number}`, { tab, ...asked })}
        />
      );
    case "history":
      return (
        <>
          <Signatures signatures={signaturesOf(release.council)} />
          <ReleaseHistory events={historyFeed(release.events)} />
        </>
      );
  }
}

const openThreads = (open: DiscussionView["open"] = []): number =>
  open.reduce((sum, { threads }) => sum + threads, 0);

/** How it ended leads; until then checks, where one does not pass; then what changed since the reader signed. */
function Changes({
  release,
  finding,
  discussion,
  open = [],
}: Pick<ReleaseViewProps, "release" | "finding" | "discussion" | "open">) {
  const { sections, sectionDigests, author } = release;
  const since = sinceSigned(release);
  const mine = ownSections(release);
  const ending = endingOf(release);
  const checksLead = isFollowed(release.state) && release.checks.some(({ status }) => status !== "pass");
  const { rolledBack, rolledBackBefore } = release;
  return (
    <>
      {rolledBack && <RolledBackSheet story={rolledBack} author={author.name} finding={finding} />}
      {ending && <EndedSheet state={release.state} ending={ending} />}
      {checksLead && <Checks release={release} />}
      {rolledBackBefore && <RolledBackBeforeSheet story={rolledBackBefore} model={sections.target.model} />}
      {since && <SinceSheet since={since} />}
      <MetricsSheet release={release} threads={<ThreadsHere open={open} section="evidence" />} />
      <SideBySide>
        <CardSummary
          release={release}
          mine={mine.includes("card")}
          threads={<ThreadsHere open={open} section="card" />}
        />
        <PlanSheet
          plan={sections.plan}
          digest={sectionDigests.plan}
          mine={mine.includes("plan")}
          caps={capsIn(release.conditions, sections.plan)}
          threads={<ThreadsHere open={open} section="plan" />}
        />
      </SideBySide>
      {discussion}
      <CaseSheet
        value={sections.case}
        author={author.name}
        mine={mine.includes("case")}
        threads={<ThreadsHere open={open} section="case" />}
      />
      {!checksLead && <Checks release={release} />}
    </>
  );
}

function Checks({ release }: { release: ReleasePageView }) {
  const { policy } = release.sections;
  return (
    <>
      <GateList checks={release.checks} provenance={`policy ${policy.version}, ${policy.council}`} />
      <WaivedThen release={release} />
    </>
  );
}
