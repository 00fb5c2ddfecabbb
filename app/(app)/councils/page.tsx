import type { z } from "zod";
import { CouncilsView } from "#components/overview/councils/councils-view.tsx";
import { Page } from "#components/shell/page.tsx";
import { pagerHrefs } from "#components/ui/href-with.ts";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { look } from "#lib/command/query.ts";
import { councilList } from "#lib/overview/queries/council-list.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../refused.tsx";

export const metadata = { title: "Councils" };

const LISTED = 25;

export default async function CouncilsPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { cursor, ...filter } = await readParams(searchParams, ["q", "tier", "state", "cursor"]);
  // The query itself checks what the address says.
  const asked = { ...filter, cursor, limit: LISTED } as z.input<typeof councilList.input>;
  const answer = await look(database(), councilList, asked, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Councils" permission="council:read" />;
  const { nextCursor } = answer.value;
  return (
    <Page crumbs={[{ label: "Councils" }]}>
      <CouncilsView
        list={answer.value}
        filtered={Object.keys(filter).length > 0}
        {...pagerHrefs("/councils", { cursor, nextCursor }, filter)}
      />
    </Page>
  );
}
