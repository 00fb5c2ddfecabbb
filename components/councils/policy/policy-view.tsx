import type { ReactNode } from "react";
import { EarlierVersions } from "#components/policy/earlier-versions.tsx";
import { PolicyInForce } from "#components/policy/policy-in-force.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import type { PolicyPageView } from "#lib/councils/views/policy-page.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { listed } from "#lib/kernel/listed.ts";
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
      <EndedProposals proposals={ended} noun="Policy" />
      <EarlierVersions versions={earlier} />
    </>
  );
  return (
    <>
      <PageHead
        title={current?.content.title ?? "Sign-off policy"}
        lede="Who must sign which release. A change takes effect once the signers named by the current policy have signed."
        actions={
          <>
            <ButtonLink href="/freezes">Freezes</ButtonLink>
            {current && (
              <ButtonLink href="/policy/propose" whyNot={whyNotPropose ?? undefined}>
                Propose a change
              </ButtonLink>
            )}
          </>
        }
      />
      {page.unknownSigners.length > 0 && <UnknownSigners functions={page.unknownSigners} />}
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

/** Nobody can sign a change, which needs no change of the policy to mend. */
const UnknownSigners = ({ functions }: { functions: PolicyPageView["unknownSigners"] }) => (
  <Notice
    tone="hold"
    title={`Nobody can sign a change of this policy for ${listed(functions.map((name) => functionLabels[name]))}.`}
    action={<ButtonLink href="/account#identity">See how you are known</ButtonLink>}
  >
    Their way in was handed over, and a change takes people known by mail or by a provider. Whoever runs this
    installation sets up one of them (SMTP_URL, MAIL_FROM and MAIL_DOMAINS, or OIDC_ISSUER); then the holders
    have a link mailed to them, or bind their account, on their account pages. Neither needs a signature.
  </Notice>
);
