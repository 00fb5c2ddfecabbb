import { Prisma } from "#generated/prisma/client.ts";
import { factorStream } from "#lib/access/second-factor.ts";
import type { Tx } from "#lib/db/client.ts";

/**
 * Events of these people: what they did, and what happened to them and their sessions, whoever is recorded as the
 * actor. The system opens and closes sessions, and records what somebody read or was refused.
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
  const tallies = [`reading/${workspaceId}`, `denial/${workspaceId}`];
  return Prisma.sql`(event.actor_id = ANY(${ids}) OR event.stream = ANY(${streams})
    OR (event.stream = ANY(${tallies}) AND event.view #>> '{targets,0,id}' = ANY(${ids})))`;
}
