import { Prisma } from "#generated/prisma/client.ts";
import { noticeStream } from "#lib/access/told.ts";
import type { Tx } from "#lib/db/client.ts";
import { toldTo } from "./told.ts";

export type Addressee = { readonly personId: string; readonly email: string; readonly own: boolean };

/** Who must still be mailed about an event: everybody it concerns for whom no result is recorded. */
export async function addresseesOf(
  tx: Tx,
  { eventId, subjectId }: { readonly eventId: string; readonly subjectId: string },
  now: Date,
): Promise<Addressee[]> {
  const reader = {
    id: Prisma.sql`reader.person_id`,
    functions: Prisma.sql`functions_held(reader.workspace_id, reader.person_id, ${now})`,
  };
  return tx.$queryRaw<Addressee[]>`
    SELECT person.id::text AS "personId", person.email, person.id = ${subjectId}::uuid AS own
    FROM audit_event event
    LEFT JOIN function_act act ON event.action = 'function.' || act.verb AND act.person_id = ${subjectId}::uuid
      AND act.function = event.view #>> '{data,function}' AND act.at = event.occurred_at
    JOIN membership reader ON reader.workspace_id = event.workspace_id
    JOIN person ON person.id = reader.person_id
    WHERE event.uid = ${eventId}::uuid
      AND CASE WHEN act.verb IS NULL THEN person.id = ${subjectId}::uuid
               ELSE person.disabled_at IS NULL AND ${toldTo(reader)} END
      AND NOT EXISTS (
        SELECT FROM audit_event report WHERE report.stream = ${noticeStream(eventId)}
          AND report.view #>> '{targets,0,id}' = person.id::text)
    ORDER BY person.id`;
}
