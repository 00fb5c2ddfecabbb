import { z } from "zod";
import { adminApart, grantedByTwo, rolesClash } from "#lib/access/granting.ts";
import { acceptPassword, knownWords } from "#lib/access/password.ts";
import { spendForDeed } from "#lib/access/rows/spend-step-up.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { commonPasswords } from "#lib/crypto/common-passwords.ts";
import { hashPassword } from "#lib/crypto/password-hash.ts";
import { FUNCTIONS, ROLES } from "#lib/kernel/caller.ts";
import { email, id, line } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

const input = z.strictObject({
  email,
  name: line(80),
  password: z.string().max(256),
  roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
  /** None: functions are granted by two, once the person is there. */
  functions: z.array(z.enum(FUNCTIONS)).max(FUNCTIONS.length).default([]),
  stepUpId: id.optional(),
});

/** Adds a person to the workspace with a temporary password and roles. */
export const invitePerson = defineCommand({
  name: "invite-person",
  permission: "person:invite",
  summary: "Add a person to the workspace",
  input,
  output: z.object({ personId: z.string() }),
  secretInput: ["password"],

  async load(tx, { stepUpId, ...input }, context) {
    const { caller } = context;
    const proof = await spendForDeed(tx, context, { act: "invite-person", of: input.email, stepUpId });
    if (!proof.ok) return proof;
    if (input.functions.length > 0) return grantedByTwo;
    if (rolesClash(input.roles)) return adminApart;
    const { name: workspace } = await tx.workspace.findUniqueOrThrow({ where: { id: caller.workspaceId } });
    const guesses = { common: commonPasswords(), words: knownWords({ workspace, ...input }) };
    const accepted = acceptPassword(input.password, guesses);
    if (!accepted.ok) return accepted;
    const taken = await tx.person.findUnique({ where: { email: input.email } });
    if (taken)
      return refuse("conflict", "email-taken", "This e-mail address is already in use here.", {
        field: "email",
      });
    return ok({ ...input, passwordHash: await hashPassword(input.password) });
  },

  decide({ name, email: address, roles, functions }, _input, { newId }) {
    const personId = newId();
    const event = eventOf(
      "person.invited",
      {
        stream: `person/${personId}`,
        targets: [{ type: "person", id: personId }],
        data: { roles, functions },
        details: { person: { name, email: address } },
      },
      { personId },
    );
    return ok([event]);
  },

  async record(tx, [event], { email: address, name, passwordHash, roles }, { caller, now }) {
    const { personId } = event!;
    await tx.person.create({ data: { id: personId, email: address, name, passwordHash, createdAt: now } });
    await tx.membership.create({
      data: { workspaceId: caller.workspaceId, personId, roles, createdAt: now },
    });
    return { personId };
  },
});
