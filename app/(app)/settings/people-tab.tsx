import { FilterBar } from "#components/ui/filter-bar.tsx";
import { pagerHrefs } from "#components/ui/href-with.ts";
import { RefusalNotice } from "#components/ui/refusal-notice.tsx";
import { whyNotPermitted } from "#lib/access/permission.ts";
import { personList } from "#lib/access/queries/person-list.ts";
import { look } from "#lib/command/query.ts";
import { mailDomains } from "#lib/env.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { PeopleForms } from "./settings-forms.tsx";

const LISTED = 50;

type PeopleTabProps = { caller: Caller; q: string | undefined; cursor: string | undefined };

export async function PeopleTab({ caller, q, cursor }: PeopleTabProps) {
  const answer = await look(database(), personList, { limit: LISTED, q, cursor }, { caller });
  if (!answer.ok) return <RefusalNotice refusal={answer.error} />;
  const { items, nextCursor } = answer.value;
  return (
    <>
      <FilterBar search={{ name: "q", placeholder: "name or e-mail" }} />
      <PeopleForms
        people={items}
        whyNot={whyNotPermitted(caller, "person:invite") ?? undefined}
        means={await meansOf(caller)}
        mailed={mailDomains()}
        {...pagerHrefs("/settings", { cursor, nextCursor }, { q })}
      />
    </>
  );
}
