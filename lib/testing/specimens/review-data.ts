import type { Digest } from "#lib/kernel/digest.ts";
import type { EventData } from "#lib/overview/events.ts";

type Signed = Omit<EventData<"review.signed">, "review" | "number" | "model" | "seat" | "round">;
type Of = { readonly id: string; readonly digest: string; readonly at: string; readonly signed: Signed };

/** Data of each event of a re-review. */
export function reviewData({ id, digest: text, at, signed }: Of) {
  const digest = text as Digest;
  const review = { review: id, number: 2, model: "flight-delay" };
  const cause = { round: 1, cause: "calendar", source: at, causedAt: at, dueAt: at, digest } as const;
  const ended = { ...review, pointer: "production" };
  return {
    "review.opened": {
      ...review,
      ...cause,
      terms: {
        policy: 1,
        tier: "high",
        council: "Council",
        seats: [{ function: "engineering", min: 1 }],
        overdue: "hold",
      },
      subject: {
        pointer: "production",
        pointerId: id,
        release: id,
        releaseNumber: 7,
        version: 3,
        digest,
        liveSince: at,
      },
    },
    "review.raised": { ...ended, ...cause, round: 2, cause: "drift", source: null },
    "review.signed": { ...review, ...signed, round: 1, seat: "engineering" },
    "review.passed": ended,
    "review.failed": ended,
    "review.closed": ended,
  } as const;
}
