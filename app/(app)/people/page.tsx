import { peopleFilters } from "#components/access/people-filters.ts";
import { Page } from "#components/shell/page.tsx";
import { FilterBar } from "#components/ui/filter-bar.tsx";
import { pagerHrefs } from "#components/ui/href-with.ts";
import { PageHead } from "#components/ui/page-head.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { personList } from "#lib/access/queries/person-list.ts";
import { PERSON_STATES } from "#lib/access/views/person-list.ts";
import { look } from "#lib/command/query.ts";
import { mailDomains } from "#lib/env.ts";
import { ROLES } from "#lib/kernel/caller.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../refused.tsx";
import { PeopleForms } from "./people-forms.tsx";

export const metadata = { title: "People" };

const LISTED = 50;

/** Who is invited, who has joined and who has left. */
export default async function PeoplePage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { q, cursor, ...asked } = await readParams(searchParams, ["q", "role", "state", "cursor"]);
  const role = ROLES.find((known) => known === asked.role);
  const state = PERSON_STATES.find((known) => known === asked.state);
  const filter = { limit: LISTED, q, role, state, cursor };
  const answer = await look(database(), personList, filter, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="This page" permission="settings:read" />;
  const { items, nextCursor } = answer.value;
  return (
    <Page crumbs={[{ label: "People" }]}>
      <PageHead title="People" lede="Who is invited, who has joined, and how each is known." />
      <FilterBar search={{ name: "q", placeholder: "name or e-mail" }} filters={peopleFilters} />
      <PeopleForms
        people={items}
        whyNot={whyNotPermitted(caller, "person:invite") ?? undefined}
        means={await meansOf(caller)}
        mailed={mailDomains()}
        {...pagerHrefs("/people", { cursor, nextCursor }, { q, role, state })}
      />
    </Page>
  );
}
