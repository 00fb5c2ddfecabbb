import type { z } from "zod";
import { IncidentFilters } from "#components/incidents/list/incident-filters.tsx";
import { IncidentTable } from "#components/incidents/list/incident-table.tsx";
import { Page } from "#components/shell/page.tsx";
import { pagerHrefs } from "#components/ui/href-with.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { look } from "#lib/command/query.ts";
import { incidentList } from "#lib/incidents/queries/incident-list.ts";
import { modelList } from "#lib/overview/queries/model-list.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../../refused.tsx";

export const metadata = { title: "Incidents" };

export default async function IncidentsPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { cursor, ...filter } = await readParams(searchParams, ["q", "state", "model", "cursor"]);
  // The query itself checks what the address says.
  const input = { ...filter, cursor } as z.input<typeof incidentList.input>;
  const answer = await look(database(), incidentList, input, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Incidents" permission="rollout:read" />;
  const models = await look(database(), modelList, { limit: 100 }, { caller });
  const { items, nextCursor } = answer.value;
  return (
    <Page crumbs={[{ label: "Incidents" }]}>
      <PageHead
        title="Incidents"
        lede="Every halt and every rollback: what happened, what caused it, and how it ended."
      />
      <IncidentFilters models={models.ok ? models.value.items.map(({ name }) => name) : []} />
      <IncidentTable
        incidents={items}
        filtered={Object.keys(filter).length > 0}
        {...pagerHrefs("/incidents", { cursor, nextCursor }, filter)}
      />
    </Page>
  );
}
