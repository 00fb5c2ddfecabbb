import { z } from "zod";
import { provenByAdmin } from "#lib/access/rows/lock-helped.ts";
import { issuedLink, linkSaid, newLink, storeLink } from "#lib/access/rows/new-link.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ROLES } from "#lib/kernel/caller.ts";
import { email, id, line } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

/** What an invitation no longer takes, and what to do instead. */
const RETIRED: ReadonlyMap<string, string> = new Map([
  [
    "password",
    "leave it out: nobody sets another's password; the person sets it by the link of their invitation",
  ],
  ["functions", "leave it out: an invitation grants no functions; assign them once the person has joined"],
]);

const input = z.strictObject(
  { email, name: line(80), roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length), stepUpId: id.optional() },
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

  async load(tx, { stepUpId, ...invited }, context) {
    const present = await provenByAdmin(tx, stepUpId, context);
    if (!present.ok) return present;
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
      data: { workspaceId: caller.workspaceId, personId, roles, functions: [], createdAt: now },
    });
    return { personId, ...(await storeLink(tx, link, caller, now)) };
  },
});
