import { CouncilsView } from "#components/overview/councils/councils-view.tsx";
import { Page } from "#components/shell/page.tsx";
import { look } from "#lib/command/query.ts";
import { councilList } from "#lib/overview/queries/council-list.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../refused.tsx";

export const metadata = { title: "Councils" };

export default async function CouncilsPage() {
  const caller = await pageCaller();
  const answer = await look(database(), councilList, {}, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Councils" permission="council:read" />;
  return (
    <Page crumbs={[{ label: "Councils" }]}>
      <CouncilsView list={answer.value} />
    </Page>
  );
}
