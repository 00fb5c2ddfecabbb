import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { type CsvFile, csvAnswers, everyPage, unpaged } from "#lib/api/csv-list.ts";
import { noteReading } from "#lib/api/guard/note-reading.ts";
import { eventList } from "#lib/audit/queries/event-list.ts";
import type { EventView } from "#lib/audit/views/event.ts";
import { look } from "#lib/command/query.ts";

const FILE: CsvFile<EventView> = {
  name: "audit-events.csv",
  of: "events",
  columns: {
    leaf: (event) => event.index,
    occurred_at: (event) => event.occurredAt,
    action: (event) => event.action,
    outcome: (event) => event.outcome,
    actor_type: (event) => event.actor.type,
    actor_name: (event) => event.actor.name,
    actor_id: (event) => event.actor.id,
    stream: (event) => event.stream,
    stream_seq: (event) => event.streamSeq,
    targets: (event) => event.targets.map(({ type, id }) => `${type}:${id}`).join(" "),
    data: (event) => JSON.stringify(event.data),
    uid: (event) => event.uid,
  },
};

/** The audit trail as comma-separated values, with the same filters as the list; newest first, page by page. */
export const auditCsv = defineEndpoint({
  name: "audit-file",
  summary: "The audit trail as comma-separated values, newest first",
  tag: "audit",
  method: "GET",
  path: "/api/v1/audit/events.csv",
  who: { permission: eventList.permission },
  input: eventList.input.extend(unpaged),
  limits: { exports: "file" },
  answers: csvAnswers,
  handle:
    ({ db, tally }) =>
    async ({ caller, input: { cursor: _, limit: __, ...filter } }) => {
      const file = await everyPage(FILE, (paging) =>
        look(db, eventList, { ...filter, ...paging }, { caller }),
      );
      if (file instanceof Response) noteReading(tally, eventList.name, filter, caller);
      return file;
    },
});
