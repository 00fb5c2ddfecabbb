import { Prisma } from "#generated/prisma/client.ts";
import { factorStream } from "#lib/access/rows/lock-factors.ts";
import type { Tx } from "#lib/db/client.ts";

/**
 * Events of these people: what they did, and what happened to them and their sessions, whoever is recorded as the
 * actor: the system opens and closes sessions.
 */
export async function eventsOfPeople(
  tx: Tx,
  workspaceId: string,
  people: readonly string[],
): Promise<Prisma.Sql> {
  const ids = [...people];
  const sessions = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM session WHERE person_id = ANY(${ids}::uuid[]) AND workspace_id = ${workspaceId}::uuid`;
  const streams = [
    ...ids.flatMap((id) => [`person/${id}`, `password/${id}`, factorStream(id)]),
    ...sessions.map(({ id }) => `session/${id}`),
  ];
  return Prisma.sql`(event.actor_id = ANY(${ids}) OR event.stream = ANY(${streams}))`;
}
