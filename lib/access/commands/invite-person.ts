import { z } from "zod";
import { acceptPassword, knownWords } from "#lib/access/password.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { commonPasswords } from "#lib/crypto/common-passwords.ts";
import { hashPassword } from "#lib/crypto/password-hash.ts";
import { FUNCTIONS, ROLES } from "#lib/kernel/caller.ts";
import { email, line } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

const input = z.strictObject({
  email,
  name: line(80),
  password: z.string().max(256),
  roles: z.array(z.enum(ROLES)).min(1).max(ROLES.length),
  functions: z.array(z.enum(FUNCTIONS)).max(FUNCTIONS.length).default([]),
});

/** Adds a person to the workspace with a temporary password, roles and functions. */
export const invitePerson = defineCommand({
  name: "invite-person",
  permission: "person:invite",
  summary: "Add a person to the workspace",
  input,
  output: z.object({ personId: z.string() }),
  secretInput: ["password"],

  async load(tx, input, { caller }) {
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

  async record(tx, [event], { email: address, name, passwordHash, roles, functions }, { caller, now }) {
    const { personId } = event!;
    await tx.person.create({ data: { id: personId, email: address, name, passwordHash, createdAt: now } });
    await tx.membership.create({
      data: { workspaceId: caller.workspaceId, personId, roles, functions, createdAt: now },
    });
    return { personId };
  },
});
