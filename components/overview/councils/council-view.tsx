import Link from "next/link";
import type { ReactNode } from "react";
import { EndedProposals } from "#components/councils/policy/ended-proposals.tsx";
import { proposalSeats } from "#components/councils/policy/proposal-seats.ts";
import { NotAbleToSign, Seats } from "#components/councils/seats.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { ItemList } from "#components/ui/item-list.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Tabs } from "#components/ui/tabs.tsx";
import { Time } from "#components/ui/time.tsx";
import type { CouncilPageView, CouncilProposalView } from "#lib/overview/views/council-page.ts";
import { CouncilDecided } from "./council-decided.tsx";
import { CouncilDecisions } from "./council-decisions.tsx";
import { CouncilProposed } from "./council-proposed.tsx";
import { CouncilRail } from "./council-rail.tsx";
import { CouncilReviewers } from "./council-reviewers.tsx";
import { CouncilSeats } from "./council-seats.tsx";
import { type CouncilTab, councilTabs } from "./council-tabs.ts";
import { CouncilWaiting } from "./council-waiting.tsx";
import { tiersText } from "./council-words.ts";

type CouncilViewProps = {
  council: CouncilPageView;
  tab: CouncilTab;
  /** What the reader can do about the open proposal; null where there is none. */
  decision: ReactNode;
  /** Its next sitting, beside every tab. */
  next?: ReactNode;
  /** Its sittings, the newest first. */
  sittings?: ReactNode;
};

/** A council: who sits, what waits, how it did, and what is proposed for it. */
export function CouncilView({ council, tab, decision, next, sittings }: CouncilViewProps) {
  const { current, proposal, waiting, decided, ended } = council;
  const short = current?.seats.filter((seat) => seat.short) ?? [];
  return (
    <>
      <CouncilHead council={council} />
      <Tabs label="Views of the council" tabs={councilTabs(council, tab)} />
      {short.length > 0 && <ShortSeats />}
      <WithRail
        railLabel="About the council"
        pinned={tab === "changes" && decision}
        rail={
          <>
            {next}
            {proposal && <ProposedHere council={council} proposal={proposal} tab={tab} />}
            <CouncilRail council={council} />
          </>
        }
      >
        {tab === "overview" && <Overview council={council} />}
        {tab === "waiting" && <CouncilWaiting waiting={waiting} />}
        {tab === "decisions" && (
          <>
            <CouncilDecisions decisions={council.lately} />
            <CouncilDecided decided={decided} />
          </>
        )}
        {tab === "sittings" && (sittings ?? <NoSittings />)}
        {tab === "changes" && (
          <>
            {proposal && <CouncilProposed proposal={proposal} names={council.names} />}
            <EndedProposals proposals={ended} noun="Composition" />
            <Earlier versions={council.earlier} />
            {!proposal && ended.length + council.earlier.length === 0 && <NoChanges />}
          </>
        )}
      </WithRail>
    </>
  );
}

function CouncilHead({ council }: { council: CouncilPageView }) {
  const { id, current, proposal, whyNotPropose, tiers, waiting, ended } = council;
  const content = current?.content ?? proposal?.content;
  return (
    <PageHead
      marks={
        <span>
          {tiers.length > 0 ? tiersText(tiers) : "Nothing is routed here"} ·{" "}
          {countOf(content?.seats.length ?? 0, "seat")} ·{" "}
          {countOf(waiting.length, "release waits", "releases wait")}
        </span>
      }
      title={content?.name ?? ended[0]?.reason ?? "Council"}
      lede={content?.purpose}
      actions={
        current && (
          <ButtonLink href={`/councils/propose?council=${id}`} whyNot={whyNotPropose ?? undefined}>
            Propose a change
          </ButtonLink>
        )
      }
    />
  );
}

function Overview({ council: { current, lately, reviewers } }: { council: CouncilPageView }) {
  if (!current)
    return (
      <Sheet title="Seats and members">
        <p className="text-sm text-ink-2">It is proposed and not in force yet: see its changes.</p>
      </Sheet>
    );
  return (
    <>
      <CouncilSeats current={current} />
      <CouncilDecisions decisions={lately} />
      {reviewers && <CouncilReviewers reviewers={reviewers} />}
    </>
  );
}

type ProposedHereProps = { council: CouncilPageView; proposal: CouncilProposalView; tab: CouncilTab };

/** The open proposal in the rail: in short, and beside the proposal itself with its seats. */
const ProposedHere = ({ council: { id }, proposal, tab }: ProposedHereProps) =>
  tab === "changes" ? (
    <>
      <Seats seats={proposalSeats(proposal)} />
      <NotAbleToSign barred={[{ person: proposal.author.name, because: "proposed it" }]} />
    </>
  ) : (
    <Sheet title="A change waits" provenance={`composition ${proposal.version}`}>
      <div className="flex flex-col gap-1 text-sm">
        <p>{proposal.reason}</p>
        <p className="text-ink-2">
          {proposal.council.met} of {countOf(proposal.council.seats.length, "seat")} signed. Proposed by{" "}
          {proposal.author.name}.
        </p>
        <Link href={`/councils/${id}?tab=changes`} className="text-accent">
          See the change
        </Link>
      </div>
    </Sheet>
  );

const NoSittings = () => (
  <Sheet title="Sittings">
    <p className="text-sm text-ink-2">A council sits once its composition is in force.</p>
  </Sheet>
);

const NoChanges = () => (
  <Sheet title="Changes">
    <p className="text-sm text-ink-2">
      This is its first composition, and nothing is proposed. A change of who sits is proposed and signed as a
      change of the policy is.
    </p>
  </Sheet>
);

const ShortSeats = () => (
  <Notice tone="fail" title="A seat has too few members who can sign.">
    Its releases stay open: nobody who left is replaced by nobody. Propose a change that names somebody, then
    have the releases that wait edited, so that they take it.
  </Notice>
);

function Earlier({ versions }: { versions: CouncilPageView["earlier"] }) {
  if (versions.length === 0) return null;
  return (
    <Sheet title="Earlier compositions" provenance="kept permanently" flush>
      <ItemList
        items={versions.map(({ version, publishedAt }) => ({
          key: String(version),
          title: `Composition ${version}`,
          tone: "plain",
          trailing: <Time at={publishedAt} />,
        }))}
      />
    </Sheet>
  );
}
