import { ModelReviews } from "#components/releases/reviews/model-reviews.tsx";
import { look } from "#lib/command/query.ts";
import type { Caller } from "#lib/kernel/caller.ts";
import { modelReviews } from "#lib/releases/queries/model-reviews.ts";
import { database } from "#lib/web/database.ts";
import { RaiseReview } from "./raise-review.tsx";

/** What is live of the model and when it is reviewed again, where the reader may see releases. */
export async function ReviewsSection({ model, caller }: { model: string; caller: Caller }) {
  const answer = await look(database(), modelReviews, { model }, { caller });
  if (!answer.ok) return null;
  const { live, causes, whyNotRaise } = answer.value;
  const pointers = live.map(({ pointer }) => pointer);
  return (
    <ModelReviews
      model={model}
      view={answer.value}
      form={<RaiseReview model={model} pointers={pointers} causes={causes} whyNot={whyNotRaise} />}
    />
  );
}
