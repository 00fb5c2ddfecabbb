import type { ReactNode } from "react";
import { EarlierVersions } from "#components/policy/earlier-versions.tsx";
import { PolicyInForce } from "#components/policy/policy-in-force.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import type { PolicyPageView } from "#lib/councils/views/policy-page.ts";
import { EndedProposals } from "./ended-proposals.tsx";
import { ProposalUnderReview } from "./proposal-under-review.tsx";

type PolicyViewProps = {
  page: PolicyPageView;
  /** What the reader can do about the open proposal; null where there is none. */
  decision: ReactNode;
};

/** The policy in force, its open proposal, and what was before. */
export function PolicyView({ page, decision }: PolicyViewProps) {
  const { current, proposal, whyNotPropose, earlier, ended, reviewers } = page;
  const history = (
    <>
      <EndedProposals proposals={ended} />
      <EarlierVersions versions={earlier} />
    </>
  );
  return (
    <>
      <PageHead
        title={current?.content.title ?? "Sign-off policy"}
        lede="Who must sign which release. A change takes effect once the signers named by the current policy have signed."
        actions={
          current && (
            <ButtonLink href="/policy/propose" whyNot={whyNotPropose ?? undefined}>
              Propose a change
            </ButtonLink>
          )
        }
      />
      {proposal ? (
        <ProposalUnderReview proposal={proposal} decision={decision}>
          {current && <PolicyInForce policy={current} reviewers={reviewers} />}
          {history}
        </ProposalUnderReview>
      ) : (
        <>
          <PolicyInForce policy={current} reviewers={reviewers} />
          {history}
        </>
      )}
    </>
  );
}
