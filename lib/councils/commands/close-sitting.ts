import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { functionsOfReviewers } from "#lib/councils/rows/reviewers.ts";
import { aboutSitting, runSitting } from "#lib/councils/rows/run-sitting.ts";
import { writeActs } from "#lib/councils/rows/sittings.ts";
import { minutesDigest } from "#lib/councils/sitting-minutes.ts";
import { mayCloseOver, minutesSigners } from "#lib/councils/sitting-rules.ts";
import { id } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Ends a sitting whose agenda is done. Its minutes are complete from then on, and the chair and the secretary sign them. */
export const closeSitting = defineCommand({
  name: "close-sitting",
  permission: "sitting:close",
  summary: "End a sitting and have its minutes signed",
  input: z.strictObject({ sittingId: id }),
  output: z.object({ sittingId: z.string(), round: z.number(), digest: z.string() }),

  async load(tx, { sittingId }, { caller, now }) {
    const file = await runSitting(tx, { sitting: sittingId, type: "sitting.closed" }, caller);
    if (!file.ok) return file;
    return ok({ ...file.value, held: await functionsOfReviewers(tx, now) });
  },

  decide({ sitting, composition, held }, _input, { caller, now }) {
    const over = mayCloseOver(sitting);
    if (!over.ok) return over;
    const signers = minutesSigners(composition.content, sitting, held);
    if (!signers.ok) return signers;
    const { about, said } = aboutSitting(sitting);
    const round = sitting.minutes.length + 1;
    const digest = minutesDigest(sitting, { by: caller.id, at: now });
    const data = { ...said, round, digest, signers: signers.value };
    return ok([eventOf("sitting.closed", { ...about, data })]);
  },

  async record(tx, events, { sitting }, context) {
    await writeActs(tx, sitting, events, context);
    const { round, digest } = events[0]!.data;
    return { sittingId: sitting.sitting, round, digest };
  },
});
