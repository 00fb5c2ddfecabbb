import { personLede } from "#components/access/words.ts";
import { Page } from "#components/shell/page.tsx";
import { pagerHrefs } from "#components/ui/href-with.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { StatePill } from "#components/ui/state-pill.tsx";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { personSessions } from "#lib/access/queries/person-sessions.ts";
import { look } from "#lib/command/query.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { SessionForms } from "../../../account/session-forms.tsx";
import { Refused } from "../../../refused.tsx";

export const metadata = { title: "A person" };

const LISTED = 25;

type PersonPageProps = { params: Promise<{ person: string }>; searchParams: SearchParams };

/** One person of the workspace: where they are signed in, for those who watch over its access. */
export default async function PersonPage({ params, searchParams }: PersonPageProps) {
  const caller = await pageCaller();
  const { person: personId } = await params;
  const { cursor } = await readParams(searchParams, ["cursor"]);
  const answer = await look(database(), personSessions, { personId, limit: LISTED, cursor }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="This page" permission="settings:read" />;
  const { person, items, nextCursor } = answer.value;
  const own = caller.id === person.id;
  return (
    <Page crumbs={[{ label: "Settings", href: "/settings" }, { label: person.name }]}>
      <PageHead
        marks={person.disabledAt && <StatePill tone="plain">Left</StatePill>}
        title={person.name}
        lede={personLede(person)}
      />
      <SessionForms
        personId={person.id}
        name={own ? null : person.name}
        sessions={items}
        whyNot={own ? undefined : (whyNotPermitted(caller, "person:disable") ?? undefined)}
        {...pagerHrefs(`/settings/people/${person.id}`, { cursor, nextCursor })}
      />
    </Page>
  );
}
