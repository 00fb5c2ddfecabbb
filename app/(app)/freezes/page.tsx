import { Page } from "#components/shell/page.tsx";
import { look } from "#lib/command/query.ts";
import { freezeList } from "#lib/policy/queries/freeze-list.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../refused.tsx";
import { FreezeForms } from "./freeze-forms.tsx";

export const metadata = { title: "Freezes" };

export default async function FreezesPage() {
  const caller = await pageCaller();
  const answer = await look(database(), freezeList, {}, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Freezes" permission="freeze:read" />;
  return (
    <Page crumbs={[{ label: "Policy", href: "/policy" }, { label: "Freezes" }]}>
      <FreezeForms list={answer.value} means={await meansOf(caller)} />
    </Page>
  );
}
