import { z } from "zod";
import { acceptPassword, knownWords } from "#lib/access/password.ts";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { commonPasswords } from "#lib/crypto/common-passwords.ts";
import { hashPassword, passwordMatches } from "#lib/crypto/password-hash.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";

type Row = { passwordHash: string | null; name: string; email: string; workspace: string };

const password = z.string().min(1).max(256);

/**
 * Replaces the signed-in person's password, given the current one, and ends all their other sessions. Reached only
 * through its endpoint, which counts attempts at the current password.
 */
export const changePassword = defineCommand({
  name: "change-password",
  permission: "password:change",
  summary: "Change your password",
  input: z.strictObject({ currentPassword: password, newPassword: password }),
  output: z.object({ sessionsEnded: z.number() }),
  secretInput: ["currentPassword", "newPassword"],

  async load(tx, { currentPassword, newPassword }, { caller }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a signed-in person has a password to change.");
    const [person] = await tx.$queryRaw<Row[]>`
      SELECT person.password_hash AS "passwordHash", person.name, person.email, workspace.name AS workspace
      FROM person, workspace
      WHERE person.id = ${caller.id}::uuid AND workspace.id = ${caller.workspaceId}::uuid FOR UPDATE OF person`;
    if (!person) throw new Error(`the caller ${caller.id} has no row`);
    if (!(await passwordMatches(currentPassword, person.passwordHash))) return wrongPassword;
    const accepted = acceptPassword(newPassword, { common: commonPasswords(), words: knownWords(person) });
    if (!accepted.ok) return { ok: false as const, error: { ...accepted.error, field: "newPassword" } };
    if (await passwordMatches(newPassword, person.passwordHash))
      return refuse("invalid", "password-unchanged", "This is your current password.", {
        field: "newPassword",
        todo: "Choose a different one.",
      });
    const others = await tx.session.findMany({
      where: { personId: caller.id, endedAt: null, id: { not: caller.sessionId } },
      select: { id: true },
    });
    return ok({
      personId: caller.id,
      passwordHash: await hashPassword(newPassword),
      sessionIds: others.map((session) => session.id),
    });
  },

  decide({ personId, sessionIds }) {
    const event = eventOf("password.changed", {
      stream: `password/${personId}`,
      targets: [{ type: "person", id: personId }],
      data: { sessionsEnded: sessionIds.length },
    });
    return ok([event]);
  },

  async record(tx, _events, { personId, passwordHash, sessionIds }, { now }) {
    await tx.person.update({ where: { id: personId }, data: { passwordHash } });
    await tx.session.updateMany({ where: { id: { in: sessionIds } }, data: { endedAt: now } });
    return { sessionsEnded: sessionIds.length };
  },
});

const wrongPassword = refuse("forbidden", "wrong-password", "Wrong current password.", {
  field: "currentPassword",
});
