import type { z } from "zod";
import { ReviewsView } from "#components/releases/reviews/reviews-view.tsx";
import { Page } from "#components/shell/page.tsx";
import { hrefWith, pagerHrefs } from "#components/ui/href-with.ts";
import { readParams, type SearchParams } from "#components/ui/search-params.ts";
import { look } from "#lib/command/query.ts";
import { reviewList } from "#lib/releases/queries/review-list.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { Refused } from "../refused.tsx";

export const metadata = { title: "Re-reviews" };

export default async function ReviewsPage({ searchParams }: { searchParams: SearchParams }) {
  const caller = await pageCaller();
  const { cursor, ...filter } = await readParams(searchParams, ["q", "group", "model", "cursor"]);
  // The query itself checks what the address says.
  const asked = { ...filter, cursor } as z.input<typeof reviewList.input>;
  const answer = await look(database(), reviewList, asked, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Re-reviews" permission="release:read" />;
  const { nextCursor } = answer.value;
  return (
    <Page crumbs={[{ label: "Policy", href: "/policy" }, { label: "Re-reviews" }]}>
      <ReviewsView
        list={answer.value}
        filtered={Object.keys(filter).length > 0}
        fileHref={hrefWith("/api/v1/reviews.csv", filter)}
        {...pagerHrefs("/reviews", { cursor, nextCursor }, filter)}
      />
    </Page>
  );
}
