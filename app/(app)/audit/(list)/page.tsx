import { Download } from "lucide-react";
import type { z } from "zod";
import { EventTable } from "#components/audit/event-table.tsx";
import { actorName, eventSentence, eventSubject } from "#components/audit/event-words.ts";
import { Page } from "#components/shell/page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { hrefWith } from "#components/ui/href-with.ts";
import { Notice } from "#components/ui/notice.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Time } from "#components/ui/time.tsx";
import { auditFilters } from "#lib/audit/queries/audit-filters.ts";
import { eventList } from "#lib/audit/queries/event-list.ts";
import { logState } from "#lib/audit/queries/log-state.ts";
import { look } from "#lib/command/query.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { notePageReading } from "#lib/web/note-page.ts";
import { Refused } from "../../refused.tsx";
import { readParams, type SearchParams } from "../../search-params.ts";
import { LogState } from "./log-state.tsx";
import { NOUNS, rangeOf } from "./trail-filters.ts";

export const metadata = { title: "Audit" };

const NAMES = ["q", "actor", "action", "model", "stream", "from", "to", "asOf", "cursor"] as const;

/** Everything that was ever done here, searchable, each with its place in the log. */
export default async function AuditPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { cursor, ...asked } = await readParams(searchParams, NAMES);
  const { from: _, to: __, asOf, ...rest } = asked;
  const filter = { ...rest, ...rangeOf(asked) };
  // What the address says is checked by the query itself.
  const input = { ...filter, limit: 50, ...(cursor ? { cursor } : {}) } as z.input<typeof eventList.input>;
  const answer = await look(database(), eventList, input, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="The audit trail" permission="audit:read" />;
  notePageReading(caller, eventList.name, filter);
  const choices = await look(database(), auditFilters, {}, { caller });
  const state = await look(database(), logState, {}, { caller });
  const { items, nextCursor } = answer.value;
  const actors = choices.ok ? choices.value.actors : [];
  const names = new Map(actors.map(({ id, name }) => [id, name]));
  return (
    <Page crumbs={[{ label: "Audit" }]}>
      <PageHead
        title="Audit trail"
        lede="Every change, with the proof that it was recorded then and has not been changed since."
        actions={
          <ButtonLink href={hrefWith("/api/v1/audit/events.csv", filter)} icon={Download} download>
            Export as CSV
          </ButtonLink>
        }
      />
      {asOf && <AsOf at={asOf} />}
      <FilterBar
        search={{ name: "q", placeholder: "person, action or stream" }}
        filters={[
          {
            name: "actor",
            label: "Who",
            choices: actors.map(({ id, name }) => ({ value: id, label: name })),
          },
          { name: "action", label: "What", choices: NOUNS },
          {
            name: "model",
            label: "Model",
            choices: (choices.ok ? choices.value.models : []).map((name) => ({ value: name, label: name })),
          },
        ]}
        dates={[
          { name: "from", label: "From" },
          { name: "to", label: "To" },
        ]}
      />
      {state.ok && <LogState state={state.value} />}
      <EventTable
        rows={items.map((event) => ({
          id: event.uid,
          leafIndex: event.index,
          action: event.action,
          actor: actorName(event),
          subject: eventSubject(event).text,
          sentence: eventSentence(event, names),
          at: event.occurredAt,
        }))}
        treeSize={state.ok ? state.value.size : 0}
        shown={countOf(items.length, "event")}
        newerHref={cursor ? hrefWith("/audit", asked) : undefined}
        olderHref={nextCursor ? hrefWith("/audit", { ...asked, cursor: nextCursor }) : undefined}
      />
    </Page>
  );
}

function AsOf({ at }: { at: string }) {
  return (
    <Notice
      tone="yours"
      icon="dashed"
      title={
        <>
          As of <Time at={at} as="second" />.
        </>
      }
      action={<ButtonLink href="/audit">Back to now</ButtonLink>}
    >
      What was recorded later is left out.
    </Notice>
  );
}
