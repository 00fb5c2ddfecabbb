import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id, line } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

type Row = { personId: string; waiting: boolean; trouble: string | null };

/**
 * Records what became of a link's mail: the mail server took it, or why not. Its secret is deleted once it was sent or
 * given up. The same trouble at every try is recorded once, and again when it is final.
 */
export const reportLink = defineCommand({
  name: "report-link",
  permission: "link:report",
  summary: "Record what became of a mailed link",
  input: z.strictObject({
    linkId: id,
    trouble: line(300).nullable(),
    /** Whether no other try follows. */
    final: z.boolean(),
  }),
  output: z.object({ sent: z.boolean() }),

  async load(tx, { linkId }) {
    const [row] = await tx.$queryRaw<Row[]>`
      SELECT link.person_id::text AS "personId", mail.sealed IS NOT NULL AS waiting, mail.trouble
      FROM link_mail mail JOIN credential_link link ON link.id = mail.link_id
      WHERE mail.link_id = ${linkId}::uuid FOR UPDATE OF mail`;
    return row ? ok(row) : refuse("not-found", "link-not-found", "There is no such link here.");
  },

  decide({ personId, waiting, trouble: before }, { linkId, trouble, final }) {
    if (!waiting) return refuse("conflict", "link-not-waiting", "This link was sent already, or is over.");
    if (!final && trouble !== null && trouble === before)
      return refuse("conflict", "trouble-known", "This trouble is recorded already.");
    const about = {
      stream: `person/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: { link: linkId },
    };
    return ok([
      trouble === null
        ? eventOf("link.sent", about)
        : eventOf("link.unsent", {
            ...about,
            data: { ...about.data, ...(final ? { final } : {}) },
            details: { trouble },
          }),
    ]);
  },

  async record(tx, [event], _facts, { now }) {
    const { link: linkId } = event!.data;
    if (event!.type === "link.sent")
      await tx.linkMail.update({ where: { linkId }, data: { sealed: null, sentAt: now, trouble: null } });
    else {
      const { trouble } = event!.details;
      const over = event!.data.final ? { sealed: null } : {};
      await tx.linkMail.update({ where: { linkId }, data: { trouble, ...over } });
    }
    return { sent: event!.type === "link.sent" };
  },
});
