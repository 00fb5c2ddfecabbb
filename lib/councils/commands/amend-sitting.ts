import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { functionsOfReviewers } from "#lib/councils/rows/reviewers.ts";
import { aboutSitting, runSitting } from "#lib/councils/rows/run-sitting.ts";
import { writeActs } from "#lib/councils/rows/sittings.ts";
import { addendumDigest } from "#lib/councils/sitting-minutes.ts";
import { itemIn, minutesSigners } from "#lib/councils/sitting-rules.ts";
import { id, prose } from "#lib/kernel/fields.ts";
import { ok } from "#lib/kernel/result.ts";

/** Adds a correction to signed minutes, which stay as they are. It is signed as they were. */
export const amendSitting = defineCommand({
  name: "amend-sitting",
  permission: "sitting:amend",
  summary: "Add a correction to signed minutes",
  input: z.strictObject({ sittingId: id, item: id.optional(), text: prose(4000) }),
  output: z.object({ sittingId: z.string(), round: z.number(), digest: z.string() }),

  async load(tx, { sittingId }, { caller, now }) {
    const file = await runSitting(tx, { sitting: sittingId, type: "sitting.amended" }, caller);
    if (!file.ok) return file;
    return ok({ ...file.value, held: await functionsOfReviewers(tx, now) });
  },

  decide({ sitting, composition, held }, { item: of, text }, { caller, now }) {
    const found = of === undefined ? ok(null) : itemIn(sitting, of);
    if (!found.ok) return found;
    const signers = minutesSigners(composition.content, sitting, held);
    if (!signers.ok) return signers;
    const { about, said } = aboutSitting(sitting);
    const [round, item] = [sitting.minutes.length + 1, of ?? null];
    const digest = addendumDigest(sitting, { round, item, by: caller.id, at: now });
    const data = { ...said, round, digest, signers: signers.value, item };
    const details = { text, author: { name: caller.name } };
    return ok([eventOf("sitting.amended", { ...about, data, details })]);
  },

  async record(tx, events, { sitting }, context) {
    await writeActs(tx, sitting, events, context);
    const { round, digest } = events[0]!.data;
    return { sittingId: sitting.sitting, round, digest };
  },
});
