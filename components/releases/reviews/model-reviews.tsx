import type { ReactNode } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { countOf } from "#components/ui/format-number.ts";
import { type Item, ItemList } from "#components/ui/item-list.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ModelReviewsView } from "#lib/releases/views/reviews.ts";
import { causesText, followsText, lookOf, overdueText } from "./review-words.ts";

type Props = { model: string; view: ModelReviewsView; form: ReactNode };

/** What is live of one model and when it is reviewed again, on its page. */
export const ModelReviews = ({ model, view, form }: Props) => (
  <Sheet
    title="Re-reviews of what is live"
    provenance={
      <a href={`/reviews?model=${encodeURIComponent(model)}`} className="hover:underline">
        All of them
      </a>
    }
    flush
  >
    {view.live.length === 0 ? (
      <EmptyState title="Nothing of this model is fully out." />
    ) : (
      <ItemList items={view.live.map(itemOf)} />
    )}
    {view.live.length > 0 && <div className="border-line border-t p-4">{form}</div>}
  </Sheet>
);

function itemOf({
  pointer,
  version,
  nextDue,
  months,
  ifOverdue,
  review,
}: ModelReviewsView["live"][number]): Item {
  const title = `v${version} on ${pointer}`;
  if (review) {
    const { tone, icon, word } = lookOf(review);
    return {
      key: pointer,
      tone,
      icon,
      title: (
        <a href={`/reviews/${review.number}`} className="hover:underline">
          {title}: {word.toLowerCase()}
        </a>
      ),
      detail: `${causesText(review.causes)}. ${followsText(review)}`,
    };
  }
  return {
    key: pointer,
    tone: "plain",
    icon: "hourglass",
    title,
    detail:
      nextDue && months && ifOverdue ? (
        <>
          Every {countOf(months, "month")}; next due <Time at={nextDue} as="date" />. If overdue:{" "}
          {overdueText[ifOverdue]}.
        </>
      ) : (
        "The policy has no calendar for this tier: it is reviewed again where somebody brings a cause."
      ),
  };
}
