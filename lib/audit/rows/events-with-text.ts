import { Prisma } from "#generated/prisma/client.ts";
import type { Tx } from "#lib/db/client.ts";
import { containsPattern } from "#lib/db/search-pattern.ts";
import { eventsOfPeople } from "./events-of-person.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What only the part of a stream after its noun has, unless it is a whole stream. */
const PART_OF_STREAM = /\/|^[0-9a-f-]+$/i;

/**
 * Events with this text in their action, in the name of a person or token, or in their stream, or with this id. What
 * it may mean is looked up first, so that a word without a match reads no event.
 */
export async function eventsWithText(tx: Tx, workspaceId: string, text: string): Promise<Prisma.Sql> {
  const pattern = containsPattern(text);
  const known = await everyAction(tx);
  const people = await idsOf(
    tx,
    Prisma.sql`
    SELECT person.id::text FROM membership member JOIN person ON person.id = member.person_id
    WHERE member.workspace_id = ${workspaceId}::uuid AND person.name ILIKE ${pattern}`,
  );
  const tokens = await idsOf(tx, Prisma.sql`SELECT id::text FROM service_token WHERE name ILIKE ${pattern}`);
  const ways = [...withAction(known, text.toLowerCase()), ...inStream(known, text)];
  if (people.length > 0) ways.push(await eventsOfPeople(tx, workspaceId, people));
  if (tokens.length > 0) ways.push(Prisma.sql`event.actor_id = ANY(${tokens})`);
  return ways.length > 0 ? Prisma.sql`(${Prisma.join(ways, " OR ")})` : Prisma.sql`false`;
}

const idsOf = async (tx: Tx, statement: Prisma.Sql): Promise<string[]> =>
  (await tx.$queryRaw<{ id: string }[]>(statement)).map(({ id }) => id);

function withAction(known: readonly string[], text: string): Prisma.Sql[] {
  const actions = known.filter((action) => action.includes(text) || inWords(action).includes(text));
  return actions.length > 0 ? [Prisma.sql`event.action = ANY(${actions})`] : [];
}

/** As pages say it: "rolled back" finds `rollout.rolled-back`. */
const inWords = (action: string): string => action.replaceAll(/[.-]/g, " ");

function inStream(known: readonly string[], text: string): Prisma.Sql[] {
  const nouns = [...new Set([...known.map((action) => action.split(".")[0]!), "factors"])];
  if (UUID.test(text)) {
    const streams = nouns.map((noun) => `${noun}/${text}`);
    return [Prisma.sql`event.stream = ANY(${streams})`, Prisma.sql`event.uid = ${text}::uuid`];
  }
  if (PART_OF_STREAM.test(text)) return [Prisma.sql`event.stream ILIKE ${containsPattern(text)}`];
  // "0" follows "/".
  return nouns
    .filter((noun) => noun.includes(text.toLowerCase()))
    .map((noun) => Prisma.sql`(event.stream > ${`${noun}/`} AND event.stream < ${`${noun}0`})`);
}

/** Every action recorded here: from one to the next through their index, however many events there are. */
async function everyAction(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ action: string }[]>`
    WITH RECURSIVE known (action) AS (
      (SELECT action FROM audit_event ORDER BY action LIMIT 1)
      UNION ALL
      SELECT (SELECT event.action FROM audit_event event WHERE event.action > known.action ORDER BY event.action LIMIT 1)
      FROM known WHERE known.action IS NOT NULL
    )
    SELECT action FROM known WHERE action IS NOT NULL`;
  return rows.map(({ action }) => action);
}
