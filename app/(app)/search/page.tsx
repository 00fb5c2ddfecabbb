import type { z } from "zod";
import { SearchView } from "#components/overview/search/search-view.tsx";
import { Page } from "#components/shell/page.tsx";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { look } from "#lib/command/query.ts";
import { search } from "#lib/overview/queries/search.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../refused.tsx";

export const metadata = { title: "Search" };

/** Of each kind; of one kind alone a page of its own. */
const SHOWN = { each: 8, one: 50 } as const;

export default async function SearchPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { q, kind, cursor } = await readParams(searchParams, ["q", "kind", "cursor"]);
  // The query itself checks what the address says.
  const input = { q, kind, cursor: kind && cursor, limit: kind ? SHOWN.one : SHOWN.each } as z.input<
    typeof search.input
  >;
  const answer = await look(database(), search, input, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Search" permission="registry:read" />;
  return (
    <Page crumbs={[{ label: "Search" }]}>
      <SearchView found={answer.value} asked={{ q: q ?? "", kind, cursor }} />
    </Page>
  );
}
