import { ReviewView } from "#components/releases/reviews/review-view.tsx";
import { maySignReview, reviewDecision } from "#components/releases/reviews/review-words.ts";
import { Page } from "#components/shell/page.tsx";
import { PASSWORD_ALONE } from "#lib/access/means.ts";
import { look } from "#lib/command/query.ts";
import { reviewPage } from "#lib/releases/queries/review-page.ts";
import { pageCaller } from "#lib/web/caller.ts";
import { database } from "#lib/web/database.ts";
import { meansOf } from "#lib/web/means.ts";
import { Refused } from "../../refused.tsx";
import { ReviewPanel } from "./review-panel.tsx";

type Props = { params: Promise<{ review: string }> };

export async function generateMetadata({ params }: Props) {
  return { title: `Re-review ${(await params).review}` };
}

export default async function ReviewPage({ params }: Props) {
  const caller = await pageCaller();
  const number = Number((await params).review);
  const answer = await look(database(), reviewPage, { review: number }, { caller });
  if (!answer.ok) return <Refused refusal={answer.error} what="Re-reviews" permission="release:read" />;
  const view = answer.value;
  const means = maySignReview(view) ? await meansOf(caller) : PASSWORD_ALONE;
  return (
    <Page crumbs={[{ label: "Re-reviews", href: "/reviews" }, { label: `Re-review ${number}` }]}>
      <ReviewView
        view={view}
        decision={
          <ReviewPanel
            review={number}
            round={view.round}
            digest={view.digest}
            decision={reviewDecision(view, { reader: caller, means })}
          />
        }
      />
    </Page>
  );
}
