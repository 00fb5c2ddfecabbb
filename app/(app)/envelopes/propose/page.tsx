import { Page } from "#components/shell/page.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { look } from "#lib/command/query.ts";
import { envelopeForm } from "#lib/releases/queries/envelope-form.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../refused.tsx";
import { EnvelopeProposal } from "./envelope-proposal.tsx";

export const metadata = { title: "Propose an envelope" };

export default async function ProposePage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { model } = await readParams(searchParams, ["model"]);
  const answer = await look(database(), envelopeForm, model ? { model } : {}, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Envelopes" permission="release:read" />;
  return (
    <Page crumbs={[{ label: "Envelopes", href: "/envelopes" }, { label: "Propose" }]}>
      <PageHead
        title="Propose an envelope"
        lede="It covers nothing until the whole council of a normal release has signed it, and anybody can revoke it."
      />
      <EnvelopeProposal key={model} view={answer.value} />
    </Page>
  );
}
