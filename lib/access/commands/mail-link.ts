import { z } from "zod";
import { lockMembership } from "#lib/access/rows/lock-membership.ts";
import { issuedLink, linkSaid, newLink, storeLink } from "#lib/access/rows/new-link.ts";
import { spendForOwn } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/**
 * Mails the caller a link to a new password of their own. Whoever redeems it holds the mailbox, so this is how somebody
 * whose link was handed over comes to the level "mailed".
 */
export const mailLink = defineCommand({
  name: "mail-link",
  permission: "link:mail",
  summary: "Have a link to a new password mailed to yourself",
  input: z.strictObject({ stepUpId: id }),
  output: issuedLink,

  async load(tx, { stepUpId }, context) {
    const { caller } = context;
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a signed-in person has a password.");
    const found = await lockMembership(tx, caller.workspaceId, caller.id, context.now);
    if (!found.ok) return found;
    const proof = await spendForOwn(tx, context, { act: "mail-link", stepUpId });
    if (!proof.ok) return proof;
    const { email } = found.value;
    return ok(newLink({ personId: caller.id, purpose: "new-password", email }, context));
  },

  decide(link) {
    if (link.via !== "mailed")
      return refuse("illegal", "address-not-mailed", `This installation sends no mail to ${link.email}.`, {
        todo: "Ask whoever runs it to allow the domain of your address (MAIL_DOMAINS).",
      });
    return ok([eventOf("link.issued", linkSaid(link))]);
  },

  record: (tx, _events, link, { caller, now }) => storeLink(tx, link, caller, now),
});
