import { z } from "zod";
import { lastAdminRefusal, lockMembership } from "#lib/access/rows/lock-membership.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { FUNCTIONS, ROLES } from "#lib/kernel/caller.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

const input = z.strictObject({
  personId: id,
  roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
  functions: z.array(z.enum(FUNCTIONS)).max(FUNCTIONS.length),
});

/** Changes a person's roles and functions. Takes effect on their next request. */
export const assignPerson = defineCommand({
  name: "assign-person",
  permission: "person:assign",
  summary: "Change a person's roles and functions",
  input,
  output: z.object({ personId: z.string() }),

  async load(tx, input, { caller }) {
    const found = await lockMembership(tx, caller.workspaceId, input.personId);
    if (!found.ok) return found;
    return ok({ ...input, before: found.value });
  },

  decide({ personId, roles, functions, before }) {
    if (before.disabled)
      return refuse("illegal", "person-disabled", "This person's access has ended.", {
        todo: "Give them their access back first.",
      });
    if (!before.joined && functions.length > 0)
      return refuse("illegal", "person-not-joined", "This person has not joined yet.", {
        todo: "Give them functions once they have redeemed their invitation.",
      });
    if (before.lastAdmin && !roles.includes("admin")) return lastAdminRefusal;
    const event = eventOf("person.assigned", {
      stream: `person/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: { roles, functions, rolesBefore: before.roles, functionsBefore: before.functions },
    });
    return ok([event]);
  },

  async record(tx, _events, { personId, roles, functions }, { caller }) {
    await tx.membership.update({
      where: { workspaceId_personId: { workspaceId: caller.workspaceId, personId } },
      data: { roles, functions },
    });
    return { personId };
  },
});
