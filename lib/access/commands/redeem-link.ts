import { z } from "zod";
import { acceptPassword, knownWords } from "#lib/access/password.ts";
import { lockOpenLink, spendLink } from "#lib/access/rows/open-link.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { commonPasswords } from "#lib/crypto/common-passwords.ts";
import { hashPassword } from "#lib/crypto/password-hash.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/**
 * Sets the password of the person whose link it is, and ends all their sessions; with their first link they join. How
 * the link reached them becomes the level of their identity. Carried out for whoever holds the link, through its
 * endpoint alone, which finds the link and counts tries. Second factors stay as they are.
 */
export const redeemLink = defineCommand({
  name: "redeem-link",
  permission: "link:redeem",
  summary: "Join, or set a new password, by a single-use link",
  input: z.strictObject({ linkId: id, personId: id, newPassword: z.string().min(1).max(256) }),
  output: z.object({ sessionsEnded: z.number() }),
  secretInput: ["newPassword"],

  async load(tx, { linkId, personId, newPassword }, { caller, now }) {
    // Before anything is locked, and in every case: it takes long, and how long must say nothing.
    const passwordHash = await hashPassword(newPassword);
    const found = await lockOpenLink(tx, { linkId, personId }, { caller, now });
    if (!found.ok) return found;
    const { person, ...link } = found.value;
    const { name: workspace } = await tx.workspace.findUniqueOrThrow({ where: { id: caller.workspaceId } });
    const words = knownWords({ workspace, name: person.name, email: person.email });
    const accepted = acceptPassword(newPassword, { common: commonPasswords(), words });
    if (!accepted.ok) return { ok: false as const, error: { ...accepted.error, field: "newPassword" } };
    return ok({ ...link, passwordHash });
  },

  decide({ linkId, personId, purpose, via, issuer, sessionIds }) {
    const event = eventOf("link.redeemed", {
      stream: `person/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: { link: linkId, sessionsEnded: sessionIds.length, purpose, via, issuer },
    });
    return ok([event]);
  },

  async record(tx, _events, { via: level, issuer, passwordHash, ...link }, { caller, now }) {
    await spendLink(tx, { ...link, level, issuer, passwordHash }, { caller, now });
    return { sessionsEnded: link.sessionIds.length };
  },
});
