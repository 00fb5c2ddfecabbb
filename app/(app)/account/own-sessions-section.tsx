import { pagerHrefs } from "#components/ui/href-with.ts";
import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { ownSessions } from "#lib/access/queries/own-sessions.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { database } from "#lib/web/database.ts";
import { SessionForms } from "./session-forms.tsx";

const LISTED = 25;

type OwnSessionsSectionProps = { caller: Caller; cursor: string | undefined };

/** Where the reader is signed in. */
export async function OwnSessionsSection({ caller, cursor }: OwnSessionsSectionProps) {
  const answer = await look(database(), ownSessions, { limit: LISTED, cursor }, { caller });
  if (!answer.ok) return <RefusalNotice refusal={answer.error} />;
  const { items, nextCursor } = answer.value;
  return (
    <SessionForms
      personId={caller.id}
      name={null}
      sessions={items}
      {...pagerHrefs("/account", { cursor, nextCursor })}
    />
  );
}
