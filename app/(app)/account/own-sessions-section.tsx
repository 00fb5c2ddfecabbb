import { Notice } from "#components/ui/notice.tsx";
import { ownSessions } from "#lib/access/queries/own-sessions.ts";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { database } from "#lib/web/database.ts";
import { hrefWith } from "../search-params.ts";
import { SessionForms } from "./session-forms.tsx";

const LISTED = 25;

type OwnSessionsSectionProps = { caller: Caller; cursor?: string | undefined };

/** Where the reader is signed in. */
export async function OwnSessionsSection({ caller, cursor }: OwnSessionsSectionProps) {
  const input = { limit: LISTED, ...(cursor ? { cursor } : {}) };
  const answer = await look(database(), ownSessions, input, { caller });
  if (!answer.ok)
    return (
      <Notice tone="fail" title={answer.error.message}>
        {answer.error.todo}
      </Notice>
    );
  const { items, nextCursor } = answer.value;
  return (
    <SessionForms
      personId={caller.id}
      name={null}
      sessions={items}
      newerHref={cursor ? "/account" : undefined}
      olderHref={nextCursor ? hrefWith("/account", { cursor: nextCursor }) : undefined}
    />
  );
}
