import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { look } from "#lib/command/query.ts";
import { councilForm } from "#lib/overview/queries/council-form.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../refused.tsx";
import { ProposeCouncilForm } from "./propose-council-form.tsx";

export const metadata = { title: "Propose a council" };

export default async function ProposeCouncilPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { council: councilId } = await readParams(searchParams, ["council"]);
  const asked = councilId ? { councilId } : {};
  const answer = await look(database(), councilForm, asked, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Councils" permission="council:read" />;
  const { current, whyNotPropose } = answer.value;
  const href = current ? `/councils/${current.id}` : "/councils";
  return (
    <Page
      crumbs={[
        { label: "Councils", href: "/councils" },
        ...(current ? [{ label: current.content.name, href }] : []),
        { label: "Propose" },
      ]}
    >
      <PageHead
        title={current ? `Propose a change of ${current.content.name}` : "Propose a council"}
        lede="Takes effect once the signers whom the policy names for its own change have signed. You cannot sign your own proposal."
      />
      {whyNotPropose === null ? (
        <ProposeCouncilForm form={answer.value} />
      ) : (
        <Notice tone="hold" title={whyNotPropose} action={<ButtonLink href={href}>Back</ButtonLink>} />
      )}
    </Page>
  );
}
