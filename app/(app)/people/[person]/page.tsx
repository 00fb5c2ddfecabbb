import { PersonFactors } from "#components/access/person-factors.tsx";
import { PersonIdentity } from "#components/access/person-identity.tsx";
import { personLede } from "#components/access/words.ts";
import { PersonStream } from "#components/overview/person/person-stream.tsx";
import { Page } from "#components/shell/page.tsx";
import { pagerHrefs } from "#components/ui/href-with.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { personPage } from "#lib/access/queries/person-page.ts";
import { personSessions } from "#lib/access/queries/person-sessions.ts";
import { eventList } from "#lib/audit/queries/event-list.ts";
import { look } from "#lib/command/query.ts";
import { mailDomains } from "#lib/env.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { SessionForms } from "../../account/session-forms.tsx";
import { Refused } from "../../refused.tsx";
import { PersonRailForms } from "../people-forms.tsx";

export const metadata = { title: "A person" };

const LISTED = 25;

type PersonPageProps = { params: Promise<{ person: string }>; searchParams: SearchParams };

/** One person: how they are known, what happened to them, and where they are signed in. */
export default async function PersonPage({ params, searchParams }: PersonPageProps) {
  const caller = await pageCaller();
  const { person: personId } = await params;
  const { cursor } = await readParams(searchParams, ["cursor"]);
  const answer = await look(database(), personPage, { personId }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="This page" permission="settings:read" />;
  const { person, identity, factors } = answer.value;
  const stream = { person: personId, without: "sign-ins" as const, limit: LISTED };
  const events = await look(database(), eventList, stream, { caller });
  const sessions = await look(database(), personSessions, { personId, limit: LISTED, cursor }, { caller });
  const own = caller.id === person.id;
  const whyNot = own ? "Change what is yours on your account page." : undefined;
  return (
    <Page crumbs={[{ label: "People", href: "/people" }, { label: person.name }]}>
      <PageHead title={person.name} lede={personLede(person)} />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <PersonIdentity person={person} identity={identity} />
          {events.ok ? (
            <PersonStream person={person} events={events.value.items} />
          ) : (
            <RefusalNotice refusal={events.error} />
          )}
          {sessions.ok && (
            <SessionForms
              personId={person.id}
              name={own ? null : person.name}
              sessions={sessions.value.items}
              whyNot={own ? undefined : (whyNotPermitted(caller, "person:disable") ?? undefined)}
              {...pagerHrefs(`/people/${person.id}`, { cursor, nextCursor: sessions.value.nextCursor })}
            />
          )}
        </div>
        <div className="flex flex-col gap-4">
          <PersonRailForms
            person={person}
            means={await meansOf(caller)}
            mailed={mailDomains()}
            whyNot={whyNotPermitted(caller, "person:invite") ?? whyNot}
          />
          <PersonFactors factors={factors} />
        </div>
      </div>
    </Page>
  );
}
