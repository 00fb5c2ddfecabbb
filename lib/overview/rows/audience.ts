import { Prisma } from "#generated/prisma/client.ts";
import { SIGNS } from "#lib/councils/rows/authority.ts";
import type { Tx } from "#lib/db/client.ts";
import type { Audience, Message } from "#lib/overview/message.ts";
import type { Subject } from "./about-event.ts";
import { peopleAsked } from "./people-asked.ts";

type Telling = { readonly subject: Subject; readonly workspaceId: string; readonly now: Date };

/** The active people of the workspace to whom a message goes. */
export async function audienceOf(tx: Tx, { to, topic }: Message, telling: Telling): Promise<string[]> {
  const found: string[] = [];
  for (const audience of to) {
    if (audience.are === "asked") found.push(...(await peopleAsked(tx, topic, telling)));
    else found.push(...(await members(tx, conditionOf(audience, telling))));
  }
  return [...new Set(found)];
}

const members = async (tx: Tx, condition: Prisma.Sql): Promise<string[]> =>
  (
    await tx.$queryRaw<{ id: string }[]>`
      SELECT person.id::text FROM membership member JOIN person ON person.id = member.person_id
      WHERE person.disabled_at IS NULL AND ${condition} ORDER BY person.id`
  ).map(({ id }) => id);

/** A condition on `member` and `person`. */
function conditionOf(audience: Exclude<Audience, { are: "asked" }>, { subject, now }: Telling): Prisma.Sql {
  const held = Prisma.sql`functions_held(member.workspace_id, member.person_id, ${now})`;
  switch (audience.are) {
    case "person":
      return Prisma.sql`person.id::text = ${audience.id}`;
    case "author":
      return Prisma.sql`person.id = (SELECT author_id FROM release WHERE id = ${subject.releaseId}::uuid)`;
    case "owner":
      return Prisma.sql`person.id = (SELECT owner_id FROM model WHERE id = ${subject.modelId}::uuid)`;
    case "signers":
      return Prisma.sql`person.id IN (SELECT signer_id FROM signature
        WHERE subject_kind = 'release' AND subject_id = ${subject.releaseId}::uuid)`;
    case "council":
      return Prisma.sql`${SIGNS} AND ${held} && ARRAY(SELECT seat ->> 'function' FROM release,
        jsonb_array_elements(release.sections #> '{policy,seats}') seat WHERE release.id = ${subject.releaseId}::uuid)`;
    case "council-people":
      return Prisma.sql`jsonb_path_exists((SELECT content - 'escalation' FROM council_composition
        WHERE council_id = ${audience.council}::uuid ORDER BY version DESC LIMIT 1),
        '$.** ? (@ == $id)', jsonb_build_object('id', person.id::text))`;
    case "role":
      return Prisma.sql`${audience.role} = ANY (member.roles)`;
    case "function":
      return Prisma.sql`${SIGNS} AND ${audience.function} = ANY (${held})`;
    default:
      return Prisma.sql`${peopleOfThing(audience, held)}`;
  }
}

type OfThing = Extract<
  Audience,
  { thread: string } | { condition: string } | { finding: string } | { waiver: string }
>;

function peopleOfThing(audience: OfThing, held: Prisma.Sql): Prisma.Sql {
  switch (audience.are) {
    case "challenger":
      return Prisma.sql`person.id = (SELECT by_id FROM thread_act WHERE thread_id = ${audience.thread}::uuid AND act = 1)`;
    case "condition-owner":
      return Prisma.sql`person.id = (SELECT owner_id FROM release_condition WHERE id = ${audience.condition}::uuid)`;
    case "condition-function":
      return Prisma.sql`${SIGNS} AND (SELECT signature.seat FROM release_condition
        JOIN signature ON signature.id = release_condition.signature_id
        WHERE release_condition.id = ${audience.condition}::uuid) = ANY (${held})
        AND person.id <> (SELECT owner_id FROM release_condition WHERE id = ${audience.condition}::uuid)`;
    case "finding-owner":
      return Prisma.sql`person.id = (SELECT owner_id FROM finding WHERE id = ${audience.finding}::uuid)`;
    case "waiver-requester":
      return Prisma.sql`person.id = (SELECT requested_by_id FROM waiver WHERE id = ${audience.waiver}::uuid)`;
  }
}
