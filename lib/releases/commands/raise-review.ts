import { z } from "zod";
import { defineCommand } from "#lib/command/command.ts";
import { eventOf } from "#lib/command/event-of.ts";
import { RAISED_CAUSES } from "#lib/councils/re-review.ts";
import { mayRaiseReview } from "#lib/councils/re-review-rules.ts";
import { line, pointerName, prose, slug } from "#lib/kernel/fields.ts";
import { oneOf } from "#lib/kernel/one-of.ts";
import { refuse } from "#lib/kernel/refusal.ts";
import { ok } from "#lib/kernel/result.ts";
import { holdPolicy } from "#lib/policy/rows/policy-versions.ts";
import { lockModel } from "#lib/registry/rows/find-model.ts";
import { TIERS } from "#lib/registry/tier.ts";
import { liveOn } from "#lib/releases/rows/live-reviewed.ts";
import { causeBrought, causeFile, recordCause } from "#lib/releases/rows/review-cause.ts";

/**
 * Has what is live on a pointer reviewed again, for a cause that somebody brings with a reason and evidence. It joins the
 * re-review that is open there; nothing that is live changes by it.
 */
export const raiseReview = defineCommand({
  name: "raise-review",
  permission: "review:raise",
  summary: "Have what is live reviewed again",
  input: z.strictObject({
    model: slug,
    pointer: pointerName,
    cause: z.enum(RAISED_CAUSES),
    reason: prose(2000),
    /** Where it can be seen: an address, or the name of a report. */
    evidence: line(500),
  }),
  output: z.object({ number: z.number(), dueAt: z.string() }),

  async load(tx, { model: name, pointer: at }, { caller }) {
    if (caller.kind !== "person")
      return refuse("forbidden", "person-only", "Only a person brings a cause: they answer for it.");
    await holdPolicy(tx, caller.workspaceId);
    const model = await lockModel(tx, name);
    if (!model.ok) return model;
    const pointer = await tx.pointer.findFirst({ where: { modelId: model.value.id, name: at } });
    const live = pointer && (await liveOn(tx, pointer.id));
    if (!live)
      return refuse("illegal", "nothing-live", `No release of ${name} is fully out on ${at}.`, {
        field: "pointer",
      });
    const { workspaceId } = caller;
    const tiered = { ...model.value, riskTier: oneOf(TIERS, model.value.riskTier) };
    const file = await causeFile(tx, { live, model: tiered, workspaceId });
    return file.ok ? ok({ ...file.value, functions: caller.functions }) : file;
  },

  decide(file, { cause, reason, evidence }, { now, newId }) {
    const may = mayRaiseReview(file, cause);
    if (!may.ok) return may;
    const brought = causeBrought(
      file,
      { cause, source: null, at: now.toISOString(), reason, evidence },
      { now, newId },
    );
    if (!brought.ok) return brought;
    const { joins, raised, opened, review } = brought.value;
    return ok([
      joins ? eventOf("review.raised", raised, { review }) : eventOf("review.opened", opened, { review }),
    ]);
  },

  record: (tx, [event], file, context) => recordCause(tx, event!, file, context),
});
