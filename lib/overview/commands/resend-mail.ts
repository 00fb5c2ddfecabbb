import { z } from "zod";
import { linkWay } from "#lib/access/credential-link.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { mailDomains } from "#lib/env.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { notificationStream } from "#lib/overview/notification-events.ts";

/** Sends a message's mail that was given up once more, to the same person under the same id. */
export const resendMail = defineCommand({
  name: "resend-mail",
  permission: "mail:resend",
  summary: "Send mail that was given up again",
  input: z.strictObject({ messageId: id }),
  output: z.object({ messageId: z.string() }),

  async load(tx, { messageId }) {
    const [mail] = await tx.$queryRaw<Mail[]>`
      SELECT delivery.person_id::text AS "personId", delivery.state, person.email
      FROM mail_delivery delivery JOIN person ON person.id = delivery.person_id
      WHERE delivery.message_id = ${messageId}::uuid FOR UPDATE OF delivery`;
    if (!mail) return refuse("not-found", "mail-not-found", "There is no such mail in this workspace.");
    if (mail.state !== "dead")
      return refuse("conflict", "mail-not-given-up", "This mail was not given up, or is on its way again.");
    // As when it was written: the operator may have taken the domain away since.
    return linkWay(mail.email, mailDomains()) === "mailed"
      ? ok({ messageId, personId: mail.personId })
      : refuse("illegal", "no-mail-there", "This installation mails nobody at the domain of this address.", {
          todo: "Ask whoever runs it to add the domain to MAIL_DOMAINS.",
        });
  },

  decide({ messageId, personId }) {
    const targets = [{ type: "person", id: personId }];
    const data = { message: messageId };
    return ok([eventOf("mail.resent", { stream: notificationStream(personId), targets, data })]);
  },

  async record(tx, _events, { messageId }, { now }) {
    await tx.$executeRaw`
      UPDATE mail_delivery SET state = 'due', tries = 0, next_at = ${now}::timestamptz, ended_at = NULL
      WHERE message_id = ${messageId}::uuid`;
    return { messageId };
  },
});

type Mail = { readonly personId: string; readonly state: string; readonly email: string };
