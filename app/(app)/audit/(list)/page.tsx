import type { z } from "zod";
import { askedOf, TRAIL_PARAMS, trailOf } from "#components/audit/trail.ts";
import { AuditView } from "#components/overview/audit/audit-view.tsx";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { auditFilters } from "#lib/audit/queries/audit-filters.ts";
import { eventList } from "#lib/audit/queries/event-list.ts";
import { logState } from "#lib/audit/queries/log-state.ts";
import { look } from "#lib/command/query.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { notePageReading } from "#lib/web/note-page.ts";
import { Refused } from "../../refused.tsx";

export const metadata = { title: "Audit" };

export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const trail = trailOf(await readParams(searchParams, TRAIL_PARAMS));
  // The query itself checks what the address says.
  const input = askedOf(trail) as z.input<typeof eventList.input>;
  const answer = await look(database(), eventList, input, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="The audit trail" permission="audit:read" />;
  notePageReading(caller, eventList.name, trail.filter);
  const choices = await look(database(), auditFilters, {}, { caller });
  const state = await look(database(), logState, {}, { caller });
  return (
    <Page crumbs={[{ label: "Audit" }]}>
      <AuditView
        page={answer.value}
        choices={choices.ok ? choices.value : { actors: [], models: [] }}
        state={state.ok ? state.value : undefined}
        trail={trail}
      />
    </Page>
  );
}
