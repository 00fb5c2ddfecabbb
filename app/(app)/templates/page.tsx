import { templateStart } from "#components/releases/templates/template-words.ts";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { look } from "#lib/command/query.ts";
import { templateList } from "#lib/releases/queries/template-list.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../refused.tsx";
import { TemplatesHere } from "./templates-here.tsx";

export const metadata = { title: "Templates" };

export default async function TemplatesPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const answer = await look(database(), templateList, {}, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Templates" permission="template:read" />;
  const { of } = await readParams(searchParams, ["of"]);
  return (
    <Page crumbs={[{ label: "Releases", href: "/releases" }, { label: "Templates" }]}>
      <TemplatesHere list={answer.value} start={templateStart(answer.value.items, of)} />
    </Page>
  );
}
