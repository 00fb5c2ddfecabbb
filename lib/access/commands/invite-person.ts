import { z } from "zod";
import { adminApart, grantedByTwo, rolesClash } from "#lib/access/granting.ts";
import { holdAddress } from "#lib/access/rows/hold-address.ts";
import { issuedLink, linkSaid, newLink, storeLink } from "#lib/access/rows/new-link.ts";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { FUNCTIONS, ROLES } from "#lib/kernel/caller.ts";
import { email, id, line } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** What an invitation no longer takes, and what to do instead. */
const RETIRED: ReadonlyMap<string, string> = new Map([
  [
    "password",
    "leave it out: nobody sets another's password; the person sets it by the link of their invitation",
  ],
]);

const input = z.strictObject(
  {
    email,
    name: line(80),
    roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
    /** None: functions are granted by two, once the person is there. */
    functions: z.array(z.enum(FUNCTIONS)).max(FUNCTIONS.length).default([]),
    stepUpId: id.optional(),
  },
  { error: (issue) => (issue.code === "unrecognized_keys" ? retired(issue["keys"]) : undefined) },
);

/** The words for the first unknown field, where it was one of an older version. */
const retired = (keys: unknown): string | undefined =>
  Array.isArray(keys) ? RETIRED.get(String(keys[0])) : undefined;

/** Invites a person to the workspace: a single-use link, by which they set their password, and roles once they joined. */
export const invitePerson = defineCommand({
  name: "invite-person",
  permission: "person:invite",
  summary: "Invite a person to the workspace",
  input,
  output: issuedLink.extend({ personId: z.string() }),
  answersOnce: true,

  async load(tx, { stepUpId, functions, ...invited }, context) {
    const proof = await spendForDeed(tx, context, { act: "invite-person", of: invited.email, stepUpId });
    if (!proof.ok) return proof;
    if (functions.length > 0) return grantedByTwo;
    if (rolesClash(invited.roles)) return adminApart;
    await holdAddress(tx, invited.email);
    const taken = await tx.person.findUnique({ where: { email: invited.email } });
    if (taken)
      return refuse("conflict", "email-taken", "This e-mail address is already in use here.", {
        field: "email",
        todo: "Find the person in the list. Whoever has not joined yet can be sent a new invitation.",
      });
    const link = newLink({ personId: context.newId(), purpose: "join", email: invited.email }, context);
    return ok({ ...invited, link });
  },

  decide({ name, email: address, roles, link }) {
    const { personId } = link;
    const invited = eventOf("person.invited", {
      stream: `person/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: { roles },
      details: { person: { name, email: address } },
    });
    return ok([invited, eventOf("link.issued", linkSaid(link))]);
  },

  async record(tx, _events, { email: address, name, roles, link }, { caller, now }) {
    const { personId } = link;
    await tx.person.create({ data: { id: personId, email: address, name, createdAt: now } });
    await tx.membership.create({
      data: { workspaceId: caller.workspaceId, personId, roles, createdAt: now },
    });
    return { personId, ...(await storeLink(tx, link, caller, now)) };
  },
});
