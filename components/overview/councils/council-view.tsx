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
import { Time } from "#components/ui/time.tsx";
import type { CouncilPageView } from "#lib/overview/views/council-page.ts";
import { CouncilDecisions } from "./council-decisions.tsx";
import { CouncilProposed } from "./council-proposed.tsx";
import { CouncilRail } from "./council-rail.tsx";
import { CouncilSeats } from "./council-seats.tsx";
import { CouncilWaiting } from "./council-waiting.tsx";
import { tiersText } from "./council-words.ts";

type CouncilViewProps = {
  council: CouncilPageView;
  /** What the reader can do about the open proposal; null where there is none. */
  decision: ReactNode;
  /** Its next sitting and those before. */
  sittings?: ReactNode;
};

/** A council: who sits, what waits, how it did, and what is proposed for it. */
export function CouncilView({ council, decision, sittings }: CouncilViewProps) {
  const { id, current, proposal, whyNotPropose, tiers, waiting, ended } = council;
  const content = current?.content ?? proposal?.content;
  const short = current?.seats.filter((seat) => seat.short) ?? [];
  return (
    <>
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
      {short.length > 0 && <ShortSeats />}
      <WithRail
        railLabel="About the council"
        pinned={decision}
        rail={
          <>
            {sittings}
            {proposal && (
              <>
                <Seats seats={proposalSeats(proposal)} />
                <NotAbleToSign barred={[{ person: proposal.author.name, because: "proposed it" }]} />
              </>
            )}
            <CouncilRail council={council} />
          </>
        }
      >
        {proposal && <CouncilProposed proposal={proposal} names={council.names} />}
        {current && (
          <>
            <CouncilSeats current={current} />
            <CouncilWaiting waiting={waiting} />
            <CouncilDecisions decisions={council.lately} />
          </>
        )}
        <EndedProposals proposals={ended} noun="Composition" />
        <Earlier versions={council.earlier} />
      </WithRail>
    </>
  );
}

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
