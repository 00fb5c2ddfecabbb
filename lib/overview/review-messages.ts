import type { reviewEvents } from "#lib/councils/review-events.ts";
import type { Message, Telling } from "./message.ts";
import { TOPICS } from "./topics.ts";

type Of = { readonly number: number; readonly model: string };

/** What every message about a re-review is named by and leads to. */
export const aboutReview = ({ number, model }: Of): Pick<Message, "title" | "href" | "topic"> => ({
  title: `Re-review ${number} of ${model}`,
  href: `/reviews/${number}`,
  topic: TOPICS.review(number),
});

const review = (of: Of, rest: Omit<Message, "title" | "href" | "topic">): Message[] => [
  { ...aboutReview(of), ...rest },
];

/** Whom the events of re-reviews tell. */
export const reviewMessages: Telling<keyof typeof reviewEvents> = {
  "review.opened": (data) =>
    review(data, {
      kind: "signature",
      to: [{ are: "asked" }],
      asks: true,
      sentence: "What is live is to be reviewed again and needs your signature.",
      dueAt: data.dueAt,
    }),
  "review.raised": (data) =>
    review(data, {
      kind: "signature",
      to: [{ are: "asked" }],
      asks: true,
      sentence: "Another cause was added: it needs your signature, also where you signed before.",
      dueAt: data.dueAt,
    }),
  "review.signed": null,
  "review.passed": (data) =>
    review(data, {
      kind: "decision",
      to: [{ are: "owner" }, { are: "role", role: "release-manager" }],
      sentence: "What is live is still fit.",
    }),
  "review.failed": (data) => [
    {
      kind: "rollback",
      to: [{ are: "role", role: "release-manager" }, { are: "owner" }],
      title: `${data.model} on ${data.pointer} is not fit`,
      href: `/reviews/${data.number}`,
      topic: TOPICS.unfit(data.number),
      urgent: true,
      sentence: "Its council found it not fit any more. Go back to a version that is, or replace it.",
    },
  ],
  "review.closed": null,
};
