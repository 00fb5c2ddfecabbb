import { decisionLine } from "#components/overview/decision-line.ts";
import { Greeting } from "#components/overview/greeting.tsx";
import { NeedsAttention, RecentDecisions, Waiting } from "#components/overview/home-view.tsx";
import { RolloutList } from "#components/rollouts/rollout-list.tsx";
import { Page } from "#components/shell/page.tsx";
import { PageHead, WithRail } from "#components/ui/page-head.tsx";
import { look } from "#lib/command/query.ts";
import { homePage } from "#lib/overview/queries/home-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../refused.tsx";

import { FactorNews } from "./factor-news.tsx";
import { attentionLines, lede, rolloutRow, waitingLine } from "./home-words.ts";

export const metadata = { title: "Home" };

export default async function HomePage() {
  const caller = await pageCaller();
  const answer = await look(database(), homePage, {}, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Home" permission="registry:read" />;
  const { waiting, rollouts, attention, decisions } = answer.value;
  const [givenName = caller.name] = caller.name.split(" ");
  return (
    <Page crumbs={[{ label: "Home" }]}>
      <PageHead title={<Greeting givenName={givenName} />} lede={lede(waiting, rollouts)} />
      <FactorNews caller={caller} />
      <WithRail
        railLabel="Rollouts and what needs attention"
        railLast
        rail={
          <>
            <RolloutList rows={rollouts.map(rolloutRow)} />
            <NeedsAttention items={attentionLines(attention, rollouts)} />
          </>
        }
      >
        <Waiting items={waiting.map(waitingLine)} />
        <RecentDecisions decisions={decisions.map(decisionLine)} />
      </WithRail>
    </Page>
  );
}
