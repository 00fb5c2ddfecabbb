import { PolicyView } from "#components/councils/policy/policy-view.tsx";
import { maySign, proposalDecision, proposalSteps } from "#components/councils/policy/proposal-decision.ts";
import { Page } from "#components/shell/page.tsx";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { look } from "#lib/command/query.ts";
import { policyPage } from "#lib/councils/queries/policy-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../refused.tsx";
import { ProposalPanel } from "./proposal-panel.tsx";

export const metadata = { title: "Policy" };

export default async function PolicyPage() {
  const caller = await pageCaller();
  const answer = await look(database(), policyPage, {}, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="The policy" permission="policy:read" />;
  const { proposal } = answer.value;
  const over = proposal && ({ act: "sign-policy", digest: proposal.digest } as const);
  const means = over && maySign(proposal) ? await meansOf(caller, over) : PASSWORD_ALONE;
  return (
    <Page crumbs={[{ label: "Policy" }]}>
      <PolicyView
        page={answer.value}
        decision={
          proposal && (
            <ProposalPanel
              proposalId={proposal.id}
              digest={proposal.digest}
              decision={proposalDecision(proposal, caller, means)}
              steps={proposalSteps(proposal)}
            />
          )
        }
      />
    </Page>
  );
}
