import { maySign, proposalDecision, proposalSteps } from "#components/councils/policy/proposal-decision.ts";
import { councilTab } from "#components/overview/councils/council-tabs.ts";
import { CouncilView } from "#components/overview/councils/council-view.tsx";
import { councilProposalWords } from "#components/overview/councils/council-words.ts";
import { Page } from "#components/shell/page.tsx";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { look } from "#lib/command/query.ts";
import { councilPage } from "#lib/overview/queries/council-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../../refused.tsx";
import { CouncilPanel } from "./council-panel.tsx";
import { NextSittingHere, SittingsHere } from "./sittings-here.tsx";

export const metadata = { title: "Council" };

type Props = {
  params: Promise<{ council: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function CouncilPage({ params, searchParams }: Props) {
  const caller = await pageCaller();
  const { council } = await params;
  const { sittings, tab: asked } = await searchParams;
  const cursor = typeof sittings === "string" && /^\d{1,9}$/.test(sittings) ? sittings : undefined;
  const answer = await look(database(), councilPage, { councilId: council }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Councils" permission="council:read" />;
  const { current, proposal } = answer.value;
  const over = proposal && ({ act: "sign-council", digest: proposal.digest } as const);
  const means = over && maySign(proposal) ? await meansOf(caller, over) : PASSWORD_ALONE;
  const words = proposal && councilProposalWords(proposal);
  const tab = councilTab(asked, answer.value);
  const name = (current ?? proposal)?.content.name ?? "Council";
  return (
    <Page crumbs={[{ label: "Councils", href: "/councils" }, { label: name }]}>
      <CouncilView
        council={answer.value}
        tab={tab}
        next={current && <NextSittingHere council={council} caller={caller} />}
        sittings={current && <SittingsHere council={council} caller={caller} cursor={cursor} />}
        decision={
          proposal &&
          words && (
            <CouncilPanel
              proposalId={proposal.id}
              digest={proposal.digest}
              decision={proposalDecision(proposal, caller, means, words)}
              steps={proposalSteps(proposal, words)}
            />
          )
        }
      />
    </Page>
  );
}
