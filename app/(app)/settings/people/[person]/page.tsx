import { personTitle } from "#components/access/words.ts";
import { Page } from "#components/shell/page.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { StatePill } from "#components/ui/state-pill.tsx";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { personSessions } from "#lib/access/queries/person-sessions.ts";
import { look } from "#lib/command/query.ts";
import type { BusinessFunction, Role } from "#lib/kernel/caller.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { SessionForms } from "../../../account/session-forms.tsx";
import { Refused } from "../../../refused.tsx";
import { hrefWith, readParams, type SearchParams } from "../../../search-params.ts";

export const metadata = { title: "A person" };

const LISTED = 25;

type PersonPageProps = { params: Promise<{ person: string }>; searchParams: SearchParams };

/** One person of the workspace: where they are signed in, for those who watch over its access. */
export default async function PersonPage({ params, searchParams }: PersonPageProps) {
  const caller = await pageCaller();
  const { person: personId } = await params;
  const { cursor } = await readParams(searchParams, ["cursor"]);
  const input = { personId, limit: LISTED, ...(cursor ? { cursor } : {}) };
  const answer = await look(database(), personSessions, input, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="This page" permission="settings:read" />;
  const { person, items, nextCursor } = answer.value;
  const address = `/settings/people/${person.id}`;
  return (
    <Page crumbs={[{ label: "Settings", href: "/settings" }, { label: person.name }]}>
      <PageHead
        marks={person.disabledAt && <StatePill tone="plain">Left</StatePill>}
        title={person.name}
        lede={`${personTitle({
          roles: person.roles as Role[],
          functions: person.functions as BusinessFunction[],
        })}. ${person.email}`}
      />
      <SessionForms
        personId={person.id}
        name={caller.id === person.id ? null : person.name}
        sessions={items}
        whyNot={
          caller.id === person.id ? undefined : (whyNotPermitted(caller, "person:disable") ?? undefined)
        }
        newerHref={cursor ? address : undefined}
        olderHref={nextCursor ? hrefWith(address, { cursor: nextCursor }) : undefined}
      />
    </Page>
  );
}
