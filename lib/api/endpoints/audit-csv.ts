import { z } from "zod";
import { defineEndpoint } from "#lib/api/contract/endpoint.ts";
import { noteReading } from "#lib/api/guard/note-reading.ts";
import { eventList } from "#lib/audit/queries/event-list.ts";
import type { EventView } from "#lib/audit/views/event.ts";
import { look } from "#lib/command/query.ts";
import type { Database } from "#lib/db/client.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { csvLine } from "#lib/kernel/csv.ts";
import { PAGE_SIZE_MAX } from "#lib/kernel/fields.ts";

/** For more, the log itself is the better source: its tiles and the evidence packets. */
const ROWS_MAX = 10_000;

const HEADER = [
  "leaf",
  "occurred_at",
  "action",
  "outcome",
  "actor_type",
  "actor_name",
  "actor_id",
  "stream",
  "stream_seq",
  "targets",
  "data",
  "uid",
];

const unread = z
  .string()
  .max(200)
  .optional()
  .meta({ deprecated: true, description: "Ignored: a file has no pages." });

/** The list's filters. Paging parameters are accepted and ignored: a file has no pages. */
const input = eventList.input.extend({
  cursor: unread,
  limit: unread,
});

/** The audit trail as comma-separated values, with the same filters as the list; newest first, page by page. */
export const auditCsv = defineEndpoint({
  name: "audit-file",
  summary: "The audit trail as comma-separated values, newest first",
  tag: "audit",
  method: "GET",
  path: "/api/v1/audit/events.csv",
  who: { permission: eventList.permission },
  input,
  limits: { exports: "file" },
  answers: {
    200: {
      description: `At most ${ROWS_MAX.toLocaleString("en")} lines; the last line says when events were left out.`,
      type: "text/csv",
    },
  },
  handle:
    ({ db, tally }) =>
    async ({ caller, input: { cursor: _, limit: __, ...filter } }) => {
      const first = await readPage(db, caller, filter, undefined);
      if (!first.ok) return first;
      noteReading(tally, eventList.name, filter, caller);
      return new Response(lines(db, caller, filter, first.value), {
        headers: {
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": 'attachment; filename="audit-events.csv"',
          "cache-control": "no-store",
        },
      });
    },
});

type Filter = Omit<z.output<typeof input>, "cursor" | "limit">;
type Page = { items: EventView[]; nextCursor: string | null };

const readPage = (db: Database, caller: Caller, filter: Filter, cursor: string | undefined) =>
  look(db, eventList, { ...filter, limit: PAGE_SIZE_MAX, cursor }, { caller });

/** Only one page is in memory; the next is read once the client has taken the last. */
function lines(db: Database, caller: Caller, filter: Filter, first: Page): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let page: Page | null = first;
  let written = 0;
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(csvLine(HEADER))),
    async pull(controller) {
      if (!page) return controller.close();
      written += page.items.length;
      controller.enqueue(encoder.encode(page.items.map(lineOf).join("")));
      const cursor: string | null = page.nextCursor;
      page = null;
      if (cursor === null) return;
      if (written >= ROWS_MAX)
        return controller.enqueue(
          encoder.encode(
            csvLine([`Incomplete: only the newest ${written} events are listed. Narrow the filter.`]),
          ),
        );
      const next = await readPage(db, caller, filter, cursor);
      if (!next.ok) return controller.error(new Error(next.error.message));
      page = next.value;
    },
  });
}

const lineOf = (event: EventView): string =>
  csvLine([
    event.index,
    event.occurredAt,
    event.action,
    event.outcome,
    event.actor.type,
    event.actor.name,
    event.actor.id,
    event.stream,
    event.streamSeq,
    event.targets.map(({ type, id }) => `${type}:${id}`).join(" "),
    JSON.stringify(event.data),
    event.uid,
  ]);
