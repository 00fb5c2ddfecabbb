import { pagerHrefs } from "#components/ui/href-with.ts";
import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { personSessions } from "#lib/access/queries/person-sessions.ts";
import { look } from "#lib/command/query.ts";
import { database } from "#lib/web/database.ts";
import { SessionForms } from "../../account/session-forms.tsx";
import type { PersonSection } from "./person-section.ts";

const LISTED = 25;

/** Where a person is signed in. */
export async function SessionsSection({
  caller,
  person,
  cursor,
}: PersonSection & { cursor: string | undefined }) {
  const asked = { personId: person.id, limit: LISTED, cursor };
  const answer = await look(database(), personSessions, asked, { caller });
  if (!answer.ok) return <RefusalNotice refusal={answer.error} />;
  const { items, nextCursor } = answer.value;
  const own = caller.id === person.id;
  return (
    <SessionForms
      personId={person.id}
      name={own ? null : person.name}
      sessions={items}
      whyNot={own ? undefined : (whyNotPermitted(caller, "person:disable") ?? undefined)}
      {...pagerHrefs(`/people/${person.id}`, { cursor, nextCursor })}
    />
  );
}
