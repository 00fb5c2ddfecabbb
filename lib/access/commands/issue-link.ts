import { z } from "zod";
import { lockHelped } from "#lib/access/rows/lock-helped.ts";
import { issuedLink, linkSaid, newLink, storeLink } from "#lib/access/rows/new-link.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/**
 * Gives a person a single-use link, by which they alone set their password: again to who has not joined yet, or to a
 * new password. Where it is mailed nobody else sees it; else its secret is in the answer and nowhere else.
 */
export const issueLink = defineCommand({
  name: "issue-link",
  permission: "link:issue",
  summary: "Give a person a single-use link to join or to set a new password",
  /** `reason` is required for a new password. */
  input: z.strictObject({ personId: id, stepUpId: id.optional(), reason: prose(500).optional() }),
  output: issuedLink,
  answersOnce: true,

  async load(tx, { reason, ...help }, context) {
    const found = await lockHelped(tx, { act: "issue-link", ...help }, context);
    if (!found.ok) return found;
    const { disabled, joined, email } = found.value;
    const purpose = joined ? "new-password" : "join";
    const link = newLink({ personId: help.personId, purpose, email }, context);
    return ok({ link, reason, disabled });
  },

  decide({ link, reason, disabled }, _input, { caller }) {
    if (caller.id === link.personId)
      return refuse("illegal", "not-oneself", "You cannot give yourself a link.", {
        todo: "Change your password on the account page, or have a link mailed to you there.",
      });
    if (disabled)
      return refuse("illegal", "person-disabled", "This person's access has ended.", {
        todo: "Give them their access back first.",
      });
    if (link.purpose === "new-password" && reason === undefined)
      return refuse("invalid", "reason-missing", "Write why they need a new password.", { field: "reason" });
    return ok([eventOf("link.issued", linkSaid(link, reason))]);
  },

  record: (tx, _events, { link }, { caller, now }) => storeLink(tx, link, caller, now),
});
