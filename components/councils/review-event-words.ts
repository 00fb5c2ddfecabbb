import type { EventWords, Subject } from "#components/ui/event-words.ts";
import type { reviewEvents } from "#lib/councils/review-events.ts";
import { functionLabels } from "#lib/kernel/function-labels.ts";
import { causeWords } from "./cause-words.ts";

type Named = { readonly number: number; readonly model: string };
const ofReview = ({ number }: Named): Subject => ({
  text: `re-review ${number}`,
  href: `/reviews/${number}`,
});
const named = ({ number, model }: Named): string => `re-review ${number} of ${model}`;

/** Re-reviews of what is live, as the audit trail words what happens to them. */
export const reviewEventWords: EventWords<typeof reviewEvents> = {
  "review.opened": {
    tone: "hold",
    sentence: ({ who, data }) =>
      `${who} opened ${named(data)} on ${data.subject.pointer}: ${causeWords[data.cause]}`,
    subject: ofReview,
  },
  "review.raised": {
    tone: "hold",
    sentence: ({ who, data }) => `${who} added a cause to ${named(data)}: ${causeWords[data.cause]}`,
    subject: ofReview,
  },
  "review.signed": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} ${foundOf(data)} in ${named(data)} for ${functionLabels[data.seat]}`,
    subject: ofReview,
  },
  "review.passed": {
    tone: "pass",
    sentence: ({ who, data }) => `${who} recorded ${named(data)} as still fit`,
    subject: ofReview,
  },
  "review.failed": {
    tone: "fail",
    sentence: ({ who, data }) => `${who} recorded ${named(data)} as not fit`,
    subject: ofReview,
  },
  "review.closed": {
    tone: "plain",
    sentence: ({ who, data }) => `${who} closed ${named(data)}: it is not live on ${data.pointer} any more`,
    subject: ofReview,
  },
};

const foundOf = ({
  decision,
  conditions,
}: {
  readonly decision: string;
  readonly conditions?: readonly unknown[];
}): string => {
  if (decision === "reject") return "found the version not fit";
  return conditions ? "found the version fit with conditions" : "found the version still fit";
};
