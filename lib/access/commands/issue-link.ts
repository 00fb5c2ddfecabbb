import { NIL } from "uuid";
import { z } from "zod";
import { LINK_LIFETIME_MS, type LinkPurpose } from "#lib/access/credential-link.ts";
import { lockHelped } from "#lib/access/rows/lock-helped.ts";
import { revokeLinks } from "#lib/access/rows/revoke-links.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { newLinkSecret } from "#lib/crypto/token-secret.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

const purpose: LinkPurpose = "new-password";

/**
 * Gives a person who forgot their password a single-use link to set a new one; nobody else ever knows it. The link's
 * secret is in the answer and nowhere else.
 */
export const issueLink = defineCommand({
  name: "issue-link",
  permission: "link:issue",
  summary: "Give a person a single-use link to a new password",
  input: z.strictObject({ personId: id, stepUpId: id.optional(), reason: prose(500) }),
  output: z.object({ linkId: z.string(), secret: z.string(), expiresAt: z.string() }),
  answersOnce: true,

  async load(tx, { reason, ...help }, context) {
    const found = await lockHelped(tx, { act: "issue-link", ...help }, context);
    if (!found.ok) return found;
    const { disabled } = found.value;
    const expiresAt = new Date(context.now.getTime() + LINK_LIFETIME_MS);
    return ok({ personId: help.personId, reason, disabled, ...newLinkSecret(), expiresAt });
  },

  decide({ personId, reason, disabled, expiresAt }, _input, { caller, newId }) {
    if (caller.id === personId)
      return refuse("illegal", "not-oneself", "You cannot give yourself a link.", {
        todo: "Change your password on the account page, or ask another admin.",
      });
    if (disabled)
      return refuse("illegal", "person-disabled", "This person's access has ended.", {
        todo: "Give them their access back first.",
      });
    const linkId = newId();
    const issued = eventOf(
      "link.issued",
      {
        stream: `password/${personId}`,
        targets: [{ type: "person", id: personId }],
        data: { link: linkId, purpose, expiresAt: expiresAt.toISOString() },
        details: { reason },
      },
      { linkId },
    );
    return ok([issued]);
  },

  async record(tx, [event], { personId, secret, hash, expiresAt }, { caller, now }) {
    const { linkId } = event!;
    await revokeLinks(tx, personId, now);
    await tx.credentialLink.create({
      data: {
        id: linkId,
        workspaceId: caller.workspaceId,
        personId,
        purpose,
        tokenHash: hash,
        // The system is nobody with a row; its acts are told apart in the log.
        createdById: caller.kind === "system" ? NIL : caller.id,
        createdAt: now,
        expiresAt,
      },
    });
    return { linkId, secret, expiresAt: expiresAt.toISOString() };
  },
});
