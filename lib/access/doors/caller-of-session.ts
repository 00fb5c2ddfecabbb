import { sessionIsOpen, sessionNeedsTouch } from "#lib/access/session.ts";
import type { Database } from "#lib/db/client.ts";
import { inWorkspace } from "#lib/db/transaction.ts";
import type { BusinessFunction, Caller, Role } from "#lib/kernel/caller.ts";

/**
 * The person behind a session, looked up on every request: a closed session, a disabled account or a changed
 * role takes effect at once. Null where there is nobody.
 */
export async function callerOfSession(db: Database, sessionId: string, now: Date): Promise<Caller | null> {
  const session = await db.prisma.session.findUnique({ where: { id: sessionId } });
  if (!session || !sessionIsOpen(session, now)) return null;
  const found = await inWorkspace(db, session.workspaceId, async (tx) => {
    const person = await tx.person.findUnique({ where: { id: session.personId } });
    const member = await tx.membership.findUnique({
      where: { workspaceId_personId: { workspaceId: session.workspaceId, personId: session.personId } },
    });
    if (person && member && sessionNeedsTouch(session.lastSeenAt, now))
      await tx.session.update({ where: { id: sessionId }, data: { lastSeenAt: now } });
    return person && member && !person.disabledAt ? { person, member } : null;
  });
  if (!found) return null;
  return {
    kind: "person",
    id: found.person.id,
    name: found.person.name,
    workspaceId: session.workspaceId,
    roles: found.member.roles as Role[],
    functions: found.member.functions as BusinessFunction[],
    sessionId,
  };
}
