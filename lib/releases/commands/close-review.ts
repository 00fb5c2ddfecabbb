import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { ordinal } from "#lib/kernel/fields.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { liveOn } from "#lib/releases/rows/live-reviewed.ts";
import { aboutReview, lockReview } from "#lib/releases/rows/re-reviews.ts";

/** Closes a re-review of what is not live any more. */
export const closeReview = defineCommand({
  name: "close-review",
  permission: "review:close",
  summary: "Close the re-review of what is not live any more",
  input: z.strictObject({ review: ordinal }),
  output: z.object({ number: z.number() }),

  async load(tx, { review: number }, { now }) {
    const file = await lockReview(tx, number, now);
    if (!file.ok) return file;
    const { subject } = file.value.review;
    return ok({ ...file.value, live: await liveOn(tx, subject.pointerId) });
  },

  decide({ open, review, live }) {
    if (!open.ok) return open;
    if (live?.release === review.subject.release)
      return refuse("illegal", "still-live", "What it is about is still live.");
    const { about, said } = aboutReview(review);
    return ok([eventOf("review.closed", { ...about, data: { ...said, pointer: review.subject.pointer } })]);
  },

  async record(tx, _events, { review }, { now }) {
    await tx.reReview.update({ where: { id: review.id }, data: { state: "closed", endedAt: now } });
    return { number: review.number };
  },
});
