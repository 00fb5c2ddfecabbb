import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { permit } from "#lib/access/permission.ts";
import { look } from "#lib/command/query.ts";
import { policyPage } from "#lib/councils/queries/policy-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../refused.tsx";
import { ProposePolicyForm } from "./propose-policy-form.tsx";

export const metadata = { title: "Propose a policy" };

export default async function ProposePolicyPage() {
  const caller = await pageCaller();
  const permitted = permit(caller, "policy:propose");
  if (!permitted.ok)
    return <Refused refusal={permitted.error} what="Proposing a policy" permission="policy:propose" />;
  const answer = await look(database(), policyPage, {}, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="The policy" permission="policy:read" />;
  const { current, whyNotPropose, reviewers, councils } = answer.value;
  return (
    <Page crumbs={[{ label: "Policy", href: "/policy" }, { label: "Propose a change" }]}>
      <PageHead
        title="Propose a change"
        lede="Takes effect once the signers named by the current policy have signed. You cannot sign your own proposal."
      />
      {current && whyNotPropose === null ? (
        <ProposePolicyForm current={current} reviewers={reviewers} councils={councils} />
      ) : (
        <Notice
          tone="hold"
          title={whyNotPropose}
          action={<ButtonLink href="/policy">Open the policy</ButtonLink>}
        />
      )}
    </Page>
  );
}
