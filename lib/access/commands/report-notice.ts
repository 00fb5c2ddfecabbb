import { z } from "zod";
import { noticeStream } from "#lib/access/told.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id, line } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Records that somebody was mailed about an event, or why they were given up. The log is the only mark of it. */
export const reportNotice = defineCommand({
  name: "report-notice",
  permission: "notice:report",
  summary: "Record whether a notice was mailed",
  input: z.strictObject({ eventId: id, personId: id, trouble: line(300).nullable() }),
  output: z.object({ sent: z.boolean() }),

  async load(tx, { eventId, personId }) {
    const stream = noticeStream(eventId);
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${stream}, 2))`;
    const [row] = await tx.$queryRaw<[{ reported: boolean }]>`
      SELECT EXISTS (SELECT FROM audit_event
                     WHERE stream = ${stream} AND view #>> '{targets,0,id}' = ${personId}) AS reported`;
    return ok(row);
  },

  decide({ reported }, { eventId, personId, trouble }) {
    if (reported) return refuse("conflict", "notice-reported", "What became of this message is recorded.");
    const about = {
      stream: noticeStream(eventId),
      targets: [{ type: "person", id: personId }],
      data: { event: eventId },
    };
    return ok([
      trouble === null
        ? eventOf("notice.sent", about)
        : eventOf("notice.unsent", { ...about, details: { trouble } }),
    ]);
  },

  record: async (_tx, [event]) => ({ sent: event!.type === "notice.sent" }),
});
