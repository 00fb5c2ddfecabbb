import { z } from "zod";
import { linkIsOpen } from "#lib/access/credential-link.ts";
import { lockMembership } from "#lib/access/rows/lock-membership.ts";
import { revokeLinks } from "#lib/access/rows/revoke-links.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** Ends a person's open link before it is used: an invitation taken back, or a reset nobody asked for. */
export const revokeLink = defineCommand({
  name: "revoke-link",
  permission: "link:revoke",
  summary: "Revoke a person's open link",
  input: z.strictObject({ personId: id, reason: prose(500) }),
  output: z.object({ linkId: z.string() }),

  async load(tx, { personId }, { caller, now }) {
    const found = await lockMembership(tx, caller.workspaceId, personId, now);
    if (!found.ok) return found;
    const links = await tx.credentialLink.findMany({ where: { personId, usedAt: null, revokedAt: null } });
    return ok({ linkId: links.find((link) => linkIsOpen(link, now))?.id });
  },

  decide({ linkId }, { personId, reason }) {
    if (linkId === undefined)
      return refuse("illegal", "no-open-link", "This person has no open link: it was used, or is over.");
    const event = eventOf(
      "link.revoked",
      {
        stream: `person/${personId}`,
        targets: [{ type: "person", id: personId }],
        data: { link: linkId },
        details: { reason },
      },
      { linkId },
    );
    return ok([event]);
  },

  async record(tx, [event], _facts, { now }) {
    const { linkId, targets } = event!;
    await revokeLinks(tx, targets[0]!.id, now);
    return { linkId };
  },
});
