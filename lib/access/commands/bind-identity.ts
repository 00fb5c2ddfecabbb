import { z } from "zod";
import { acceptAccount } from "#lib/access/provider-claims.ts";
import { refuseProvider } from "#lib/access/provider-refusals.ts";
import { identityOf, lockAccount } from "#lib/access/rows/bound-identities.ts";
import { lockPerson } from "#lib/access/rows/lock-person.ts";
import { lockOpenLink, spendLink } from "#lib/access/rows/open-link.ts";
import { spendForOwn } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

const input = z.strictObject({
  /** The caller's fresh proof of presence, … */
  stepUpId: id.optional(),
  /** … or the link by which somebody without a session comes in. */
  link: z.strictObject({ linkId: id, personId: id }).optional(),
  issuer: z.string().min(1).max(500),
  subject: z.string().min(1).max(255),
  email: z.string().max(254).nullable(),
  emailVerified: z.boolean(),
});

/**
 * Binds an account at a provider by issuer and subject: to the caller, or to the person whose link it is, who from then
 * on signs in through it instead of a password. Only the way back from the provider runs it, with what the provider said.
 */
export const bindIdentity = defineCommand({
  name: "bind-identity",
  permission: "identity:bind",
  summary: "Bind an account at a provider to sign in with",
  input,
  output: z.object({ identityId: z.string() }),
  secretInput: ["subject", "email"],

  async load(tx, { stepUpId, link, issuer, subject, ...claims }, { caller, now }) {
    await lockAccount(tx, { issuer, subject });
    const spent = link ? await lockOpenLink(tx, link, { caller, now }) : ok(null);
    if (!spent.ok) return spent;
    const personId = spent.value?.personId ?? caller.id;
    await lockPerson(tx, personId);
    const proof = link
      ? ok(null)
      : await spendForOwn(tx, { caller, now }, { act: "bind-identity", stepUpId });
    if (!proof.ok) return proof;
    const { email } = await tx.person.findUniqueOrThrow({ where: { id: personId } });
    const accepted = acceptAccount(claims, email);
    if (!accepted.ok) return accepted;
    const holder = await identityOf(tx, { issuer, subject });
    const own = await tx.providerIdentity.findFirst({ where: { personId, issuer, unboundAt: null } });
    return ok({ personId, issuer, subject, link: spent.value, holder, own });
  },

  decide({ personId, issuer, subject, link, holder, own }, _input, { newId }) {
    if (own) return refuseProvider("identity-held");
    if (holder) return refuseProvider("identity-taken");
    const identityId = newId();
    const through = link ? { link: link.linkId, sessionsEnded: link.sessionIds.length } : {};
    const bound = eventOf(
      "identity.bound",
      {
        stream: `person/${personId}`,
        targets: [{ type: "person", id: personId }],
        data: { identity: identityId, issuer, via: link ? "link" : "account", ...through },
        details: { identity: { subject } },
      },
      { identityId },
    );
    return ok([bound]);
  },

  async record(tx, [event], { personId, issuer, subject, link }, { caller, now }) {
    const { identityId } = event!;
    const { workspaceId } = caller;
    await tx.providerIdentity.create({
      data: { id: identityId, workspaceId, personId, issuer, subject, boundAt: now },
    });
    if (link)
      await spendLink(tx, { ...link, level: "provider", issuer, passwordHash: null }, { caller, now });
    return { identityId };
  },
});
