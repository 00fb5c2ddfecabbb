import { z } from "zod";
import { adminApart, grantedByTwo, grantState, rolesClash } from "#lib/access/granting.ts";
import { grantsOf } from "#lib/access/rows/grants.ts";
import { lockHelped } from "#lib/access/rows/lock-helped.ts";
import { lastAdminRefusal } from "#lib/access/rows/lock-membership.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { FUNCTIONS, ROLES } from "#lib/kernel/caller.ts";
import { id } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

const input = z.strictObject({
  personId: id,
  roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
  /** Only as they are: functions are granted by two. */
  functions: z.array(z.enum(FUNCTIONS)).max(FUNCTIONS.length).optional(),
  stepUpId: id.optional(),
});

/** Changes a person's roles. Takes effect on their next request. */
export const assignPerson = defineCommand({
  name: "assign-person",
  permission: "person:assign",
  summary: "Change a person's roles",
  input,
  output: z.object({ personId: z.string() }),

  async load(tx, { personId, roles, functions, stepUpId }, context) {
    const found = await lockHelped(tx, { act: "assign-person", personId, stepUpId }, context);
    if (!found.ok) return found;
    const grants = await grantsOf(tx, context.caller.workspaceId, personId);
    return ok({ personId, roles, functions, before: found.value, grants });
  },

  decide({ personId, roles, functions, before, grants }, _input, { now }) {
    if (before.disabled)
      return refuse("illegal", "person-disabled", "This person's access has ended.", {
        todo: "Give them their access back first.",
      });
    if (functions && !isSameSet(functions, before.functions)) return grantedByTwo;
    const granted = grants.some((grant) => grantState(grant, now) !== "none");
    if (rolesClash(roles) || (roles.includes("admin") && granted)) return adminApart;
    if (before.lastAdmin && !roles.includes("admin")) return lastAdminRefusal;
    const event = eventOf("person.assigned", {
      stream: `person/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: {
        roles,
        functions: before.functions,
        rolesBefore: before.roles,
        functionsBefore: before.functions,
      },
    });
    return ok([event]);
  },

  async record(tx, _events, { personId, roles }, { caller }) {
    await tx.membership.update({
      where: { workspaceId_personId: { workspaceId: caller.workspaceId, personId } },
      data: { roles },
    });
    return { personId };
  },
});

const isSameSet = (some: readonly string[], others: readonly string[]): boolean =>
  new Set(some).size === new Set(others).size && some.every((one) => others.includes(one));
